package dev.roundup.sink.merge;

/**
 * Something a merge did, or left out for a reason that is no collision.
 *
 * @param block the innermost named block of the generated post
 * @param text the piece of the generated post it is about
 */
public record Note(What what, String block, String text) {
  /** What was done. */
  public enum What {
    /** New from the facts, now in the post. */
    JOINED,
    /** Changed by the facts, and the post follows. */
    FOLLOWED,
    /** Gone from the facts, and from the post. */
    REMOVED,
    /** The facts have it, but people deleted it or all that was around it. */
    STAYS_DELETED,
    /** New from the facts, but people had already added it. */
    ALREADY_THERE,
    /** In the generated post, but not in one that was there before Roundup. */
    NOT_FOUND
  }
}
