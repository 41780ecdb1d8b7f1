package dev.roundup.streams.store;

import java.nio.ByteBuffer;

/**
 * What is on a {@link JournaledStore}'s changelog, in numbers.
 *
 * @param oldest number of the first record that was not taken out
 * @param next number of the record to come
 * @param entries that the records have between them
 * @param outdated how many of these were changed, or written again, since
 */
public record Journal(long oldest, long next, long entries, long outdated) {
  static final Journal EMPTY = new Journal(0, 0, 0, 0);
  static final int LENGTH = 4 * Long.BYTES;

  /** So few entries are not worth it. */
  private static final long FEW = 10_000;

  /** With a record more. */
  Journal with(long added, long changed) {
    return new Journal(oldest, next + 1, entries + added, outdated + changed);
  }

  /** As it was before its last record. */
  Journal without(long added, long changed) {
    return new Journal(oldest, next - 1, entries - added, outdated - changed);
  }

  /** Without the records up to a number. */
  Journal without(long number) {
    return new Journal(Math.max(oldest, number + 1), next, entries, outdated);
  }

  /** Whether all should be written again: more than half of the entries are outdated. */
  boolean isWorthRewriting() {
    return outdated > FEW && outdated > entries / 2;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(oldest)
        .putLong(next)
        .putLong(entries)
        .putLong(outdated)
        .array();
  }

  static Journal read(ByteBuffer in) {
    return new Journal(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }
}
