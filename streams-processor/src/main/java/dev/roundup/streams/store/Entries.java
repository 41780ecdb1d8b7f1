package dev.roundup.streams.store;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * The layout of entries in a byte array, and a copy of one leaf's entries for an iterator.
 *
 * <p>An entry: length of the key, length of the value, both as variable-length integers (seven bits
 * a byte, least significant first), the key, the value.
 */
final class Entries {
  /** Bytes of a key that are sorted by before the others. */
  private static final int DIGITS = 5;

  /** Turns the order of unsigned numbers of so many bytes into that of signed ones. */
  private static final long DIGIT_SIGN = 0x80L << ((DIGITS - 1) * Byte.SIZE);

  /** What is left of a long: more than a leaf has entries. */
  private static final int PLACE_BITS = Long.SIZE - DIGITS * Byte.SIZE;

  private static final int PLACES = (1 << PLACE_BITS) - 1;

  private final byte[] data;
  private final int[] offsets;

  Entries(byte[] data, int[] offsets) {
    this.data = data;
    this.offsets = offsets;
  }

  /** Those whose keys are in a range. */
  Entries within(KeyRange range) {
    return new Entries(
        data, IntStream.of(offsets).filter(entry -> range.contains(data, entry)).toArray());
  }

  /**
   * By the order of keys as unsigned bytes. Most keys of a leaf differ in the first bytes after
   * those that all have in common: these bytes and the entry's place make a long, which sorts
   * without a look at the key.
   */
  Entries sorted(boolean descending) {
    int common = common();
    long[] order = new long[offsets.length];
    for (int entry = 0; entry < order.length; entry++) {
      long bytes = keyBytes(offsets[entry], common) ^ DIGIT_SIGN;
      order[entry] = (bytes << PLACE_BITS) | entry;
    }
    Arrays.sort(order);
    int[] sorted = new int[order.length];
    int tied = 0;
    for (int at = 0; at < order.length; at++) {
      sorted[at] = offsets[(int) order[at] & PLACES];
      if (order[at] >> PLACE_BITS != order[tied] >> PLACE_BITS) {
        untie(sorted, tied, at);
        tied = at;
      }
    }
    untie(sorted, tied, order.length);
    return new Entries(data, descending ? reversed(sorted) : sorted);
  }

  /** How many bytes all keys have in common at their beginning. */
  private int common() {
    int common = offsets.length == 0 ? 0 : length(data, offsets[0]);
    for (int entry : offsets) {
      int length = Math.min(common, length(data, entry));
      int first = keyAt(data, offsets[0]);
      int at = keyAt(data, entry);
      int differs = Arrays.mismatch(data, first, first + length, data, at, at + length);
      common = differs < 0 ? length : differs;
    }
    return common;
  }

  /** Five bytes of a key from a place on, as a number; zeros past its end. */
  private long keyBytes(int entry, int from) {
    int end = keyAt(data, entry) + length(data, entry);
    int at = keyAt(data, entry) + from;
    long bytes = 0;
    for (int i = 0; i < DIGITS; i++, at++) {
      bytes = (bytes << Byte.SIZE) | (at < end ? data[at] & 0xff : 0);
    }
    return bytes;
  }

  /** Sorts a part by whole keys. */
  private void untie(int[] sorted, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int[] part =
        Arrays.stream(sorted, from, to)
            .boxed()
            .sorted((a, b) -> compareKeys(data, a, b))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(part, 0, sorted, from, part.length);
  }

  private static int[] reversed(int[] sorted) {
    int[] reversed = new int[sorted.length];
    for (int at = 0; at < sorted.length; at++) {
      reversed[at] = sorted[sorted.length - 1 - at];
    }
    return reversed;
  }

  int count() {
    return offsets.length;
  }

  Bytes key(int entry) {
    return Bytes.wrap(key(data, offsets[entry]));
  }

  KeyValue<Bytes, byte[]> keyValue(int entry) {
    return KeyValue.pair(key(entry), value(data, offsets[entry]));
  }

  static int size(int keyLength, int valueLength) {
    return lengthSize(keyLength) + lengthSize(valueLength) + keyLength + valueLength;
  }

  static int sizeAt(byte[] data, int offset) {
    if (isShort(data, offset)) {
      return 2 + data[offset] + data[offset + 1];
    }
    int keyLength = length(data, offset);
    return size(keyLength, length(data, offset + lengthSize(keyLength)));
  }

  /** Writes an entry, and gives the offset behind it. */
  static int write(byte[] data, int offset, byte[] key, byte[] value) {
    int at = writeLength(data, writeLength(data, offset, key.length), value.length);
    System.arraycopy(key, 0, data, at, key.length);
    System.arraycopy(value, 0, data, at + key.length, value.length);
    return at + key.length + value.length;
  }

  static byte[] key(byte[] data, int offset) {
    int at = keyAt(data, offset);
    return Arrays.copyOfRange(data, at, at + length(data, offset));
  }

  static byte[] value(byte[] data, int offset) {
    int keyLength = length(data, offset);
    int at = offset + lengthSize(keyLength);
    int valueLength = length(data, at);
    at += lengthSize(valueLength) + keyLength;
    return Arrays.copyOfRange(data, at, at + valueLength);
  }

  /** Whether an entry has the key that is somewhere else, or in the same array. */
  static boolean hasKey(byte[] data, int offset, byte[] bytes, int from, int length) {
    if (length(data, offset) != length) {
      return false;
    }
    int at = keyAt(data, offset);
    return Arrays.equals(data, at, at + length, bytes, from, from + length);
  }

  static int compareKey(byte[] data, int offset, byte[] key) {
    int at = keyAt(data, offset);
    return Arrays.compareUnsigned(data, at, at + length(data, offset), key, 0, key.length);
  }

  private static int compareKeys(byte[] data, int a, int b) {
    int atA = keyAt(data, a);
    int atB = keyAt(data, b);
    return Arrays.compareUnsigned(
        data, atA, atA + length(data, a), data, atB, atB + length(data, b));
  }

  static int keyLength(byte[] data, int offset) {
    return length(data, offset);
  }

  static int keyAt(byte[] data, int offset) {
    if (isShort(data, offset)) {
      return offset + 2;
    }
    int at = offset + lengthSize(length(data, offset));
    return at + lengthSize(length(data, at));
  }

  /** Whether both lengths are one byte each, as they mostly are. */
  private static boolean isShort(byte[] data, int offset) {
    return (data[offset] | data[offset + 1]) >= 0;
  }

  private static int length(byte[] data, int at) {
    int length = data[at];
    if (length >= 0) {
      return length;
    }
    length &= 0x7f;
    for (int shift = 7, next = at + 1; ; shift += 7, next++) {
      length |= (data[next] & 0x7f) << shift;
      if (data[next] >= 0) {
        return length;
      }
    }
  }

  private static int lengthSize(int length) {
    return (38 - Integer.numberOfLeadingZeros(length | 1)) / 7;
  }

  /** Writes a length of variable length, and gives the offset behind it. */
  static int writeLength(byte[] data, int at, int length) {
    int rest = length;
    int next = at;
    while (rest > 0x7f) {
      data[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    data[next++] = (byte) rest;
    return next;
  }
}
