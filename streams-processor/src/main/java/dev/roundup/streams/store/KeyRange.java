package dev.roundup.streams.store;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys from one (inclusive) up to another (exclusive), as unsigned bytes.
 *
 * @param from empty: from the first key on
 * @param until null: to the last key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record KeyRange(byte[] from, byte[] until) {
  /** With both ends; null is open. */
  static KeyRange closed(Bytes from, Bytes to) {
    // the least key past another is that key with a zero byte behind it
    return new KeyRange(
        from == null ? new byte[0] : from.get(),
        to == null ? null : Arrays.copyOf(to.get(), to.get().length + 1));
  }

  /** All keys that begin so. */
  static KeyRange withPrefix(byte[] prefix) {
    int last = prefix.length - 1;
    while (last >= 0 && prefix[last] == (byte) 0xff) {
      last--;
    }
    if (last < 0) {
      return new KeyRange(prefix, null);
    }
    byte[] until = Arrays.copyOf(prefix, last + 1);
    until[last]++;
    return new KeyRange(prefix, until);
  }

  boolean isEmpty() {
    return until != null && Arrays.compareUnsigned(from, until) >= 0;
  }

  /** Whether it holds the key of an entry. */
  boolean contains(byte[] data, int entry) {
    return Entries.compareKey(data, entry, from) >= 0
        && (until == null || Entries.compareKey(data, entry, until) < 0);
  }

  /**
   * Whether it holds all keys from one up to another.
   *
   * @param upper null: past all keys
   */
  boolean covers(byte[] lower, byte[] upper) {
    return Arrays.compareUnsigned(from, lower) <= 0
        && (until == null || (upper != null && Arrays.compareUnsigned(upper, until) <= 0));
  }

  /**
   * The part from a key on; null if there is none.
   *
   * @param key null: past all keys
   */
  KeyRange from(byte[] key) {
    return key == null ? null : orNull(new KeyRange(key, until));
  }

  /** The part before a key; null if there is none. */
  KeyRange before(byte[] key) {
    return orNull(new KeyRange(from, key));
  }

  private static KeyRange orNull(KeyRange range) {
    return range.isEmpty() ? null : range;
  }
}
