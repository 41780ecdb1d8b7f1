package dev.roundup.sink.file;

/** What became of one meetup's post. */
public sealed interface Outcome {
  /** Whose post. */
  String meetupId();

  /** Where the post is, below the site's directory. */
  String path();

  /** The text is new, and is in place. */
  record Written(String meetupId, String path) implements Outcome {}

  /** The file said this already. */
  record Unchanged(String meetupId, String path) implements Outcome {}

  /** The date, the title of a draft, or draft against post changed: the file has another place. */
  record Moved(String meetupId, String from, String path) implements Outcome {}

  /** What is on disk is not Roundup's to change. */
  record Kept(String meetupId, String path, Why why) implements Outcome {}

  /** No post could be made of the roundup; what is on disk stayed as it was. */
  record Failed(String meetupId, String path, String reason) implements Outcome {}

  /** Why a file was left alone. */
  enum Why {
    /** People changed it since Roundup wrote it. */
    EDITED("it was edited since Roundup wrote it"),
    /** People deleted it after Roundup wrote it. */
    DELETED("it was deleted after Roundup wrote it, and stays deleted"),
    /** It was there before Roundup wanted to write it. */
    FOREIGN("Roundup never wrote what is there");

    private final String clause;

    Why(String clause) {
      this.clause = clause;
    }

    /** For people, as a clause without a full stop. */
    public String clause() {
      return clause;
    }
  }
}
