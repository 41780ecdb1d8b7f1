package dev.roundup.sink.post;

/**
 * A named span of a rendered post, in UTF-16 units: {@code start} inclusive, {@code end} exclusive.
 *
 * @param name unique within the post, such as {@code front-matter}, {@code opening}, {@code
 *     talk/zgc-in-anger} or {@code talk/zgc-in-anger/takeaways}
 */
public record Block(String name, int start, int end) {
  /** The name of the block that every post with front matter begins with. */
  public static final String FRONT_MATTER = "front-matter";

  /** Whether the other block lies within this one. */
  public boolean contains(Block other) {
    return start <= other.start && other.end <= end && !equals(other);
  }
}
