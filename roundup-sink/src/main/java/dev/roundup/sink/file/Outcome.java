package dev.roundup.sink.file;

/** What became of one meetup's post. */
public sealed interface Outcome {
  /** Whose post. */
  String meetupId();

  /** Where the post is, below the site's directory. */
  String path();

  /** The text is new, and is in place. */
  record Written(String meetupId, String path) implements Outcome {}

  /**
   * The file was edited; what the facts changed is in it now, next to what people wrote.
   *
   * @param collisions in how many places people's text was kept against the facts
   */
  record Merged(String meetupId, String path, int collisions) implements Outcome {}

  /**
   * The file was there before Roundup, and is about this meetup: later facts will join it.
   *
   * @param missing how many pieces of the generated post it does not have; they stay out
   */
  record Adopted(String meetupId, String path, int missing) implements Outcome {}

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
    /** People made something of it that is no text in UTF-8. */
    UNREADABLE("it was edited since Roundup wrote it, and is no text in UTF-8 now"),
    /** People saved it again and again while Roundup wanted to write it. */
    BUSY("it is being edited right now"),
    /** People deleted it after Roundup wrote it. */
    DELETED("it was deleted after Roundup wrote it, and stays deleted"),
    /** It was there before Roundup wanted to write it. */
    FOREIGN("Roundup never wrote what is there, and finds nothing of this meetup in it");

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
