package dev.roundup.streams.store;

import java.util.Arrays;
import java.util.Comparator;
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

  /** By the order of keys as unsigned bytes. */
  Entries sorted(boolean descending) {
    Comparator<Integer> order = (a, b) -> compareKeys(data, a, b);
    int[] sorted =
        IntStream.of(offsets)
            .boxed()
            .sorted(descending ? order.reversed() : order)
            .mapToInt(Integer::intValue)
            .toArray();
    return new Entries(data, sorted);
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

  /** Puts a value of the same length in the place of an entry's value, or does nothing. */
  static boolean overwrite(byte[] data, int offset, byte[] value) {
    int keyLength = length(data, offset);
    int at = offset + lengthSize(keyLength);
    if (length(data, at) != value.length) {
      return false;
    }
    System.arraycopy(value, 0, data, at + lengthSize(value.length) + keyLength, value.length);
    return true;
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

  static boolean hasKey(byte[] data, int offset, byte[] key) {
    if (length(data, offset) != key.length) {
      return false;
    }
    int at = keyAt(data, offset);
    return Arrays.equals(data, at, at + key.length, key, 0, key.length);
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

  private static int keyAt(byte[] data, int offset) {
    int at = offset + lengthSize(length(data, offset));
    return at + lengthSize(length(data, at));
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

  private static int writeLength(byte[] data, int at, int length) {
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
