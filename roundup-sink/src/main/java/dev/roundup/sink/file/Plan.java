package dev.roundup.sink.file;

/**
 * What will be done about one post.
 *
 * @param entry what is recorded first; null where nothing changes
 * @param found the file when this was decided; null if there was none
 */
record Plan(Outcome outcome, PublicationLog.Entry entry, Found found) {
  static Plan nothing(Outcome outcome) {
    return new Plan(outcome, null, null);
  }

  boolean changesNothing() {
    return entry == null;
  }

  /** A file of the site, as it was when somebody looked. */
  record Found(String path, String fingerprint) {
    boolean is(String hash) {
      return fingerprint.equals(hash);
    }

    boolean isAt(PostPlace place) {
      return path.equals(place.path());
    }
  }
}
