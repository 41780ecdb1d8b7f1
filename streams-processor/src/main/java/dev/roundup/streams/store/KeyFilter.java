package dev.roundup.streams.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A blocked Bloom filter that grows: which keys may be in a store, so that keys which are not there
 * need not be looked for. It never denies a key that was added, and wrongly confirms about one in a
 * hundred that were not. Two bytes a key.
 *
 * <p>It grows by a further part of twice the size, never by copying, so that no addition takes
 * longer because there are many. Not safe for use by many threads.
 */
public final class KeyFilter {
  private static final int LONGS_A_BLOCK = 8; // a cache line
  private static final int KEYS_A_BLOCK = 32;
  private static final int PROBES = 6;
  private static final int BITS_A_PROBE = 9; // of 512 bits

  private static final int SMALLEST_BLOCKS = 64;
  private static final int LARGEST_BLOCKS = 1 << 22;

  private final List<long[]> full = new ArrayList<>();
  private long[] open = new long[SMALLEST_BLOCKS * LONGS_A_BLOCK];
  private long room = (long) SMALLEST_BLOCKS * KEYS_A_BLOCK;

  /** Remembers a key by its hash; all 64 bits should depend on all of the key. */
  public void add(long hash) {
    if (room == 0) {
      full.add(open);
      int blocks = Math.min(open.length / LONGS_A_BLOCK * 2, LARGEST_BLOCKS);
      open = new long[blocks * LONGS_A_BLOCK];
      room = (long) blocks * KEYS_A_BLOCK;
    }
    int block = block(open, hash);
    long probes = mixed(hash);
    for (int i = 0; i < PROBES; i++) {
      open[block + word(probes)] |= 1L << probes;
      probes >>>= BITS_A_PROBE;
    }
    room--;
  }

  /** Whether a key with this hash may have been added. */
  public boolean mayContain(long hash) {
    long probes = mixed(hash);
    if (isIn(open, hash, probes)) {
      return true;
    }
    for (int i = full.size() - 1; i >= 0; i--) {
      if (isIn(full.get(i), hash, probes)) {
        return true;
      }
    }
    return false;
  }

  /** A hash of two texts, for both methods. */
  public static long hash(String first, String second) {
    return mixed(((long) first.hashCode() << 32) | (second.hashCode() & 0xffffffffL));
  }

  private static boolean isIn(long[] part, long hash, long probes) {
    int block = block(part, hash);
    long rest = probes;
    for (int i = 0; i < PROBES; i++) {
      if ((part[block + word(rest)] & (1L << rest)) == 0) {
        return false;
      }
      rest >>>= BITS_A_PROBE;
    }
    return true;
  }

  private static int block(long[] part, long hash) {
    int blocks = part.length / LONGS_A_BLOCK;
    return (int) (((hash >>> 32) * blocks) >>> 32) * LONGS_A_BLOCK;
  }

  /** Which long of a block; the bit in it is told by the six bits before. */
  private static int word(long probes) {
    return (int) (probes >>> 6) & (LONGS_A_BLOCK - 1);
  }

  private static long mixed(long bits) {
    long product = (bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L;
    product = (product ^ (product >>> 29)) * 0xBF58476D1CE4E5B9L;
    return product ^ (product >>> 32);
  }

  /** Bytes it takes. */
  long bytes() {
    return Arrays.stream(full.toArray(long[][]::new)).mapToLong(part -> 8L * part.length).sum()
        + 8L * open.length;
  }
}
