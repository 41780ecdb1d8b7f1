package dev.roundup.sink.merge;

/**
 * A place where people and facts want different things. The post keeps people's text; this says
 * what it does not say.
 *
 * @param block the innermost named block of the generated post, such as {@code talk/loom/takeaways}
 * @param people what the post says there, and goes on saying
 * @param facts what the facts would say there; empty if they would say nothing
 */
public record Collision(String block, String people, String facts, Why why) {
  /** What happened. */
  public enum Why {
    /** The same words were changed on both sides. */
    BOTH_CHANGED("people and facts changed the same words"),
    /** The same thing was added on both sides, in different words. */
    BOTH_ADDED("people and facts added the same, each in their own words"),
    /** The facts no longer have what people have worked on. */
    REMOVED_BY_FACTS("the facts no longer say this, but people worked on it");

    private final String sentence;

    Why(String sentence) {
      this.sentence = sentence;
    }

    /** For reports: half a sentence. */
    public String sentence() {
      return sentence;
    }
  }
}
