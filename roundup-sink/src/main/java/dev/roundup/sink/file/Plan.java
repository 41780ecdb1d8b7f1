package dev.roundup.sink.file;

/**
 * What will be done about one post.
 *
 * @param entry what is recorded first; null where that stays as it is
 * @param text what the file will say; null where it stays as it is
 * @param found the file when this was decided; null if there was none
 */
record Plan(Outcome outcome, PublicationLog.Entry entry, String text, Found found) {
  static Plan nothing(Outcome outcome) {
    return new Plan(outcome, null, null, null);
  }

  /** The file stays as it is; so does what is recorded of it, unless there is an entry. */
  static Plan asFound(Outcome outcome, PublicationLog.Entry entry, Found found) {
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
}
