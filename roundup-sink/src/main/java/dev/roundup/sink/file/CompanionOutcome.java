package dev.roundup.sink.file;

/**
 * What became of a text that goes with posts.
 *
 * @param path below the site's directory
 * @param detail for {@link What#KEPT} where the facts' version is, for {@link What#FAILED} why;
 *     else empty
 */
public record CompanionOutcome(String path, What what, String detail) {
  /** What became of it. */
  public enum What {
    /** It is new, or says something new. */
    WRITTEN,
    /** It said this already. */
    UNCHANGED,
    /** It had nothing to say any more, or has another place. */
    REMOVED,
    /** People wrote it, or changed it. */
    KEPT,
    /** The template made nothing of it. */
    FAILED
  }
}
