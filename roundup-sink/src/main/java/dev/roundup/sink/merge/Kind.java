package dev.roundup.sink.merge;

/** What a piece of a post is. */
enum Kind {
  FENCE_OPEN,
  KEY,
  COMMENT,
  FENCE_CLOSE,
  /** Front matter that does not parse, from fence to fence. */
  OPAQUE,
  HEADING,
  PARAGRAPH,
  /** A line that is an image and nothing else. */
  IMAGE,
  ITEM,
  /** Code, HTML, a quotation, a rule. */
  OTHER;

  boolean isFrontMatter() {
    return compareTo(OPAQUE) <= 0;
  }
}
