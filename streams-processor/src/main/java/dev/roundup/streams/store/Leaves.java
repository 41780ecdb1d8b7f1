package dev.roundup.streams.store;

import dev.roundup.schemas.config.Failure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The leaves of a store in the order of their keys. Each holds the keys from its bound up to the
 * next one's. Not thread-safe; the store locks.
 */
final class Leaves {
  /** Two leaves that are this small together become one. */
  private static final int SMALL = Leaf.FULL / 4;

  private final LeafMemory memory;
  private final Bounds bounds = new Bounds();
  private Leaf[] leaves = new Leaf[16];

  /**
   * The key that was looked for last, until something changes, and its place: what is looked at is
   * mostly put next, and need not be searched again.
   */
  private byte[] sought;

  private Leaf soughtLeaf;
  private int soughtHash;
  private int soughtSlot;

  /**
   * The keys that were prefetched, with what was found out of each, and which of them is looked for
   * next. None, once a leaf was split or joined.
   */
  private List<byte[]> ahead = List.of();

  private Leaf[] leavesAhead = {};
  private int[] hashesAhead = {};
  private int next;

  /** What {@link #prefetch} has read: kept, or a compiler would leave the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  Leaves(MemoryBudget budget) {
    this(new LeafMemory(budget));
  }

  private Leaves(LeafMemory memory) {
    this(memory, new Leaf(memory, 0, 0));
  }

  private Leaves(LeafMemory memory, Leaf first) {
    this.memory = memory;
    leaves[0] = first;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param most bytes that there can be to read; a length beyond it was not written here
   */
  static Leaves read(DataInput in, long most, MemoryBudget budget) throws IOException {
    LeafMemory memory = new LeafMemory(budget);
    try {
      int size = length(in, most);
      Leaves read = new Leaves(memory, Leaf.read(memory, in, most));
      while (read.size() < size) {
        byte[] bound = new byte[length(in, most)];
        in.readFully(bound);
        read.insert(read.size(), bound, Leaf.read(memory, in, most));
      }
      return read;
    } catch (Failure | IOException e) {
      memory.free();
      throw e;
    }
  }

  /** Reads a length that may be damaged: what it measures is not checked before it is read. */
  static int length(DataInput in, long most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException("It says that something is " + length + " bytes long");
    }
    return length;
  }

  /** Writes all leaves as they are. */
  void write(DataOutput out) throws IOException {
    out.writeInt(size());
    leaves[0].write(out);
    for (int position = 1; position < size(); position++) {
      out.writeInt(bounds.at(position).length);
      out.write(bounds.at(position));
      leaves[position].write(out);
    }
  }

  /**
   * A value, or null.
   *
   * @param key if the same array is put next, that is quicker
   */
  byte[] get(byte[] key) {
    if (next < ahead.size() && ahead.get(next) == key) {
      soughtLeaf = leavesAhead[next];
      soughtHash = hashesAhead[next];
      next++;
    } else {
      soughtLeaf = leaves[find(key)];
      soughtHash = Leaf.hash(key);
    }
    soughtSlot = soughtLeaf.slot(soughtHash, key);
    sought = key;
    return soughtLeaf.value(soughtSlot);
  }

  /**
   * Brings the places of keys that are looked for and put next, in this order, into the processor's
   * cache. Each is a wait for the memory: read side by side, with nothing between, they are waited
   * for together.
   */
  void prefetch(List<byte[]> keys) {
    ahead = keys;
    leavesAhead = new Leaf[keys.size()];
    hashesAhead = new int[keys.size()];
    next = 0;
    for (int i = 0; i < leavesAhead.length; i++) {
      leavesAhead[i] = leaves[find(keys.get(i))];
      hashesAhead[i] = Leaf.hash(keys.get(i));
    }
    for (int i = 0; i < leavesAhead.length; i++) {
      touched += leavesAhead[i].touch(hashesAhead[i]);
    }
  }

  /** Leaves have changed, and those that are given back are not to be held. */
  private void forgetAhead() {
    ahead = List.of();
    leavesAhead = new Leaf[0];
  }

  void put(byte[] key, byte[] value) {
    boolean isPlaceKnown = key == sought;
    sought = null;
    if (isPlaceKnown && soughtLeaf.put(soughtSlot, soughtHash, key, value)) {
      return;
    }
    int position = find(key);
    while (!leaves[position].put(key, value)) {
      split(position);
      position = find(key);
    }
  }

  /** Takes an entry out and gives its value, or null if there was none. */
  byte[] remove(byte[] key) {
    sought = null;
    int position = find(key);
    byte[] before = leaves[position].remove(key);
    if (before != null) {
      mergeIfSmall(position);
    }
    return before;
  }

  /** The number of entries. */
  long count() {
    long count = 0;
    for (int position = 0; position < size(); position++) {
      count += leaves[position].count();
    }
    return count;
  }

  Leaf at(int position) {
    return leaves[position];
  }

  /** The leaf's least possible key. */
  byte[] lower(int position) {
    return bounds.at(position);
  }

  /** The least key past the leaf, or null after the last leaf. */
  byte[] upper(int position) {
    return position + 1 == size() ? null : bounds.at(position + 1);
  }

  int size() {
    return bounds.size();
  }

  /** Position of the leaf that a key belongs to. */
  int find(byte[] key) {
    return bounds.find(key);
  }

  /** Makes two leaves of one that holds at least two entries. */
  private void split(int position) {
    forgetAhead();
    Leaf whole = leaves[position];
    byte[] middle = whole.middle();
    Leaf.Halves halves = whole.split(middle);
    leaves[position] = halves.left();
    insert(position + 1, middle, halves.right());
    whole.free();
  }

  private void insert(int position, byte[] bound, Leaf leaf) {
    if (size() == leaves.length) {
      leaves = Arrays.copyOf(leaves, size() + size() / 2);
    }
    System.arraycopy(leaves, position, leaves, position + 1, size() - position);
    leaves[position] = leaf;
    bounds.add(position, bound);
  }

  /** After a removal: joins the leaf with a neighbour if they hold little. */
  private void mergeIfSmall(int position) {
    if (leaves[position].live() > SMALL / 4) {
      return;
    }
    if (position + 1 < size() && together(position) <= SMALL) {
      merge(position);
    } else if (position > 0 && together(position - 1) <= SMALL) {
      merge(position - 1);
    }
  }

  private int together(int position) {
    return leaves[position].live() + leaves[position + 1].live();
  }

  private void merge(int position) {
    forgetAhead();
    Leaf left = leaves[position];
    Leaf right = leaves[position + 1];
    leaves[position] = Leaf.merged(left, right);
    System.arraycopy(leaves, position + 2, leaves, position + 1, size() - position - 2);
    leaves[size() - 1] = null;
    bounds.remove(position + 1);
    left.free();
    right.free();
  }

  /** Gives all memory back; the leaves are not used any more. */
  void free() {
    memory.free();
  }
}
