package dev.roundup.streams.store;

import java.util.Arrays;

/**
 * The arrays of one store's leaves, all within the budget. A leaf lives for long, so a collector
 * has to copy what it lies in. Therefore leaves are made in few sizes, and the arrays of the last
 * one that went are kept for the next. Not thread-safe; the store locks.
 */
final class LeafMemory {
  /** Headers and fields of the objects a leaf consists of, and its place in the store's list. */
  private static final int OVERHEAD = 160;

  private final MemoryBudget budget;
  private long taken;

  /** Null if there is none. */
  private byte[] spareData;

  private long[] spareIndex;

  LeafMemory(MemoryBudget budget) {
    this.budget = budget;
  }

  /** For a leaf's entries; whatever is in it. */
  byte[] data(int bytes) {
    if (spareData != null && spareData.length == bytes) {
      byte[] data = spareData;
      spareData = null;
      return data;
    }
    take(bytes);
    return new byte[bytes];
  }

  /** For a leaf's index; all slots are empty. */
  long[] index(int slots) {
    if (spareIndex != null && spareIndex.length == slots) {
      long[] index = spareIndex;
      spareIndex = null;
      Arrays.fill(index, 0);
      return index;
    }
    take(size(slots));
    return new long[slots];
  }

  /** A leaf does not use these entries' array any more. */
  void giveBack(byte[] data) {
    if (data.length == Leaf.FULL && spareData == null) {
      spareData = data;
    } else {
      release(data.length);
    }
  }

  /** A leaf does not use this index any more. Of two spare ones the larger is kept: they grow. */
  void giveBack(long[] index) {
    long[] kept = spareIndex;
    boolean isLarger = kept == null || index.length > kept.length;
    long[] dropped = isLarger ? kept : index;
    spareIndex = isLarger ? index : kept;
    if (dropped != null) {
      release(size(dropped.length));
    }
  }

  /** Gives all back; nothing here is used any more, and no leaf. */
  void free() {
    release(taken);
  }

  private void take(long bytes) {
    budget.take(bytes);
    taken += bytes;
  }

  private void release(long bytes) {
    budget.release(bytes);
    taken -= bytes;
  }

  /** Each leaf has one index, so its overhead is counted there. */
  private static long size(int slots) {
    return OVERHEAD + 8L * slots;
  }
}
