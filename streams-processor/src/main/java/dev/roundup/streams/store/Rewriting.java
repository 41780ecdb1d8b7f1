package dev.roundup.streams.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * All that a {@link JournaledStore} holds, being written again, range by range. It goes on where it
 * was after a restart: a store whose meetups are small may be started many times before it ends.
 *
 * @param began the journal when it began
 * @param again how many entries were written again since
 * @param next the first key of the range to come
 */
record Rewriting(Journal began, long again, Bytes next) {
  /**
   * With a range more.
   *
   * @param to its last key; null if it has no end
   */
  Rewriting with(int count, Bytes to) {
    return new Rewriting(began, again + count, to == null ? null : after(to));
  }

  /** The least key past another is that key with a zero byte behind it. */
  private static Bytes after(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
  }

  /** The journal without what is from before it began. */
  Journal ended(Journal now) {
    return new Journal(
        now.oldest(),
        now.next(),
        now.entries() - began.entries(),
        now.outdated() - began.outdated() - again);
  }

  byte[] bytes() {
    byte[] key = next.get();
    return ByteBuffer.allocate(Journal.LENGTH + Long.BYTES + key.length)
        .put(began.bytes())
        .putLong(again)
        .put(key)
        .array();
  }

  /** Reads what {@link #bytes} gave, up to the end. */
  static Rewriting read(ByteBuffer in) {
    Journal began = Journal.read(in);
    long again = in.getLong();
    byte[] key = new byte[in.remaining()];
    in.get(key);
    return new Rewriting(began, again, Bytes.wrap(key));
  }
}
