package dev.roundup.streams.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where the leaves of a store begin, in order; the first bound is the empty key. Not thread-safe;
 * the store locks.
 *
 * <p>A search is one of the dearest parts of a write: each bound it looks at is a wait for the
 * memory. So it looks at eight bytes of each, which lie side by side; at the bound itself only if
 * these are the same.
 */
final class Bounds {
  private static final byte[] EMPTY_KEY = {};
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[][] keys = new byte[16][];
  private int size = 1;

  /** What all but the first begin with, maybe not the whole of it. */
  private byte[] common = EMPTY_KEY;

  /** Of each bound the bytes after {@link #common}, see {@link #digits(byte[])}. */
  private long[] digits = new long[16];

  Bounds() {
    keys[0] = EMPTY_KEY;
  }

  int size() {
    return size;
  }

  byte[] at(int position) {
    return keys[position];
  }

  /** The position of the last bound that is not past a key. */
  int find(byte[] key) {
    int same = sharedWithAll(key);
    if (same < common.length) {
      boolean before = same == key.length || (key[same] & 0xff) < (common[same] & 0xff);
      return before ? 0 : size - 1;
    }
    long wanted = digits(key);
    int low = lastBelow(wanted);
    if (low + 1 == size || digits[low + 1] != wanted) {
      return low;
    }
    int high = wanted == Long.MAX_VALUE ? size - 1 : lastBelow(wanted + 1);
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (Arrays.compareUnsigned(keys[middle], key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * The last position whose digits are less, or the first of all. As many steps whatever is sought,
   * and each without a jump: where it would go to is not to be foreseen.
   */
  private int lastBelow(long wanted) {
    int low = 0;
    for (int left = size - 1; left > 0; ) {
      int half = (left + 1) >>> 1;
      low = digits[low + half] < wanted ? low + half : low;
      left -= half;
    }
    return low;
  }

  /** Adds a bound that is greater than the one before the position, and less than the one there. */
  void add(int position, byte[] key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + size / 2);
      digits = Arrays.copyOf(digits, keys.length);
    }
    System.arraycopy(keys, position, keys, position + 1, size - position);
    System.arraycopy(digits, position, digits, position + 1, size - position);
    keys[position] = key;
    size++;
    if (size == 2) {
      common = key;
    }
    int same = sharedWithAll(key);
    if (same < common.length) {
      common = Arrays.copyOf(common, same);
      for (int each = 1; each < size; each++) {
        digits[each] = digits(keys[each]);
      }
    }
    digits[position] = digits(key);
  }

  void remove(int position) {
    System.arraycopy(keys, position + 1, keys, position, size - position - 1);
    System.arraycopy(digits, position + 1, digits, position, size - position - 1);
    size--;
    keys[size] = null;
  }

  private int sharedWithAll(byte[] key) {
    int differs = Arrays.mismatch(key, common);
    return differs < 0 ? common.length : differs;
  }

  /**
   * Eight bytes of a key that begins with what all have in common, those after it, as a number in
   * the order of keys; zeros past its end.
   */
  private long digits(byte[] key) {
    int from = common.length;
    long bytes = 0;
    if (from + Long.BYTES <= key.length) {
      bytes = (long) LONGS.get(key, from);
    } else {
      for (int at = from; at < from + Long.BYTES; at++) {
        bytes = (bytes << Byte.SIZE) | (at < key.length ? key[at] & 0xff : 0);
      }
    }
    return bytes ^ Long.MIN_VALUE; // unsigned to signed
  }
}
