package dev.roundup.sink.page;

/**
 * Something that a page links to or shows.
 *
 * @param label the text of a link, the alternative text of an image; null where nothing can be said
 *     or nothing is
 * @param target where it leads, decoded as its place demands
 * @param start offset in the file
 * @param end offset after it
 * @param targetStart offset of the target as it is written; -1 if it is written elsewhere
 * @param targetEnd offset after it
 */
public record Reference(
    Kind kind,
    Source source,
    String label,
    String target,
    int start,
    int end,
    int targetStart,
    int targetEnd) {

  /** What a reader gets of it. */
  public enum Kind {
    /** A way to somewhere else. */
    LINK,
    /** A picture. */
    IMAGE,
    /** Another page, or a video, within this one. */
    FRAME
  }

  /** What it is written in. */
  public enum Source {
    /** As {@code [label](target)}, {@code [label][name]} or {@code <target>}. */
    MARKDOWN,
    /** As {@code [name]: target}. */
    DEFINITION,
    /** As a tag. */
    HTML,
    /** As the value of a key. */
    FRONT_MATTER
  }

  Reference labelled(String other) {
    return new Reference(kind, source, other, target, start, end, targetStart, targetEnd);
  }

  /** Whether part of the target is known only when the site is built. */
  public boolean isTemplated() {
    return target.indexOf(Liquid.HIDDEN) >= 0;
  }

  /** Whether the target is written here, and not elsewhere or nowhere. */
  public boolean hasTarget() {
    return targetStart >= 0;
  }
}
