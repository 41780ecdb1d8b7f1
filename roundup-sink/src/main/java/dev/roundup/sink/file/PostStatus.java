package dev.roundup.sink.file;

import dev.roundup.schemas.post.KeptAgainstFacts;
import java.util.List;

/**
 * How one file of the site stands.
 *
 * @param meetupId whose post it is; empty if it is not Roundup's
 * @param collisions where people's text was kept against the facts
 * @param missingImages paths of images that it shows and the site does not have
 */
public record PostStatus(
    String path,
    String meetupId,
    State state,
    List<KeptAgainstFacts> collisions,
    List<String> missingImages) {

  /** Whose words a file has. */
  public enum State {
    /** What Roundup generated, and nothing else. */
    AS_GENERATED("as generated"),
    /** With people's words. */
    EDITED("edited"),
    /** Gone, and it stays so. */
    DELETED("deleted by people"),
    /** Roundup never wrote it. */
    NOT_OURS("not ours");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
