package dev.roundup.sink.file;

/**
 * What will be done about one post.
 *
 * @param entry what is recorded first; null where nothing changes
 * @param text what the file will say; null where it stays as it is
 * @param found the file when this was decided; null if there was none
 */
record Plan(Outcome outcome, PublicationLog.Entry entry, String text, Found found) {
  static Plan nothing(Outcome outcome) {
    return new Plan(outcome, null, null, null);
  }

  static Plan recorded(Outcome outcome, PublicationLog.Entry entry, Found found) {
    return new Plan(outcome, entry, null, found);
  }

  Plan withOutcome(Outcome other) {
    return new Plan(other, entry, text, found);
  }

  /** Whether the file has to be written: it is not there, elsewhere, or says something else. */
  boolean writes() {
    return found == null
        || !found.path().equals(outcome.path())
        || !found.is(entry.publication().getHash());
  }

  boolean changesNothing() {
    return text == null;
  }

  /**
   * A file of the site, as it was when somebody looked.
   *
   * @param text null if it is no text in UTF-8, or no file at all
   */
  record Found(String path, String fingerprint, String text) {
    boolean is(String hash) {
      return fingerprint.equals(hash);
    }

    boolean isAt(PostPlace place) {
      return path.equals(place.path());
    }
  }
}
