package dev.roundup.streams.store;

import dev.roundup.schemas.config.Failure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The leaves of a store in the order of their keys. Each holds the keys from its lower bound up to
 * the next one's; the first bound is the empty key. Not thread-safe; the store locks.
 */
final class Leaves {
  private static final byte[] EMPTY_KEY = {};

  /** Two leaves that are this small together become one. */
  private static final int SMALL = Leaf.FULL / 4;

  private byte[][] bounds;
  private Leaf[] leaves;
  private int size;

  /** Where the last search ended: a put mostly follows a get of the same key. */
  private int last;

  Leaves(MemoryBudget budget) {
    this(16);
    size = 1;
    bounds[0] = EMPTY_KEY;
    leaves[0] = new Leaf(budget, 0, 0);
  }

  private Leaves(int room) {
    this.bounds = new byte[room][];
    this.leaves = new Leaf[bounds.length];
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param most bytes that there can be to read; a length beyond it was not written here
   */
  static Leaves read(DataInput in, long most, MemoryBudget budget) throws IOException {
    int size = length(in, most);
    Leaves read = new Leaves(16);
    try {
      while (read.size < size) {
        byte[] bound = new byte[length(in, most)];
        in.readFully(bound);
        read.makeRoom();
        read.bounds[read.size] = bound;
        read.leaves[read.size] = new Leaf(budget, in, most);
        read.size++;
      }
      return read;
    } catch (Failure | IOException e) {
      read.free();
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
    out.writeInt(size);
    for (int position = 0; position < size; position++) {
      out.writeInt(bounds[position].length);
      out.write(bounds[position]);
      leaves[position].write(out);
    }
  }

  Leaf at(int position) {
    return leaves[position];
  }

  /** The leaf's least possible key. */
  byte[] lower(int position) {
    return bounds[position];
  }

  /** The least key past the leaf, or null after the last leaf. */
  byte[] upper(int position) {
    return position + 1 == size ? null : bounds[position + 1];
  }

  int size() {
    return size;
  }

  /** Position of the leaf that a key belongs to. Several readers may search at once. */
  int find(byte[] key) {
    int hint = last;
    if (hint < size && Arrays.compareUnsigned(bounds[hint], key) <= 0 && endsAfter(hint, key)) {
      return hint;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (Arrays.compareUnsigned(bounds[middle], key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    last = low;
    return low;
  }

  private boolean endsAfter(int position, byte[] key) {
    return position + 1 == size || Arrays.compareUnsigned(key, bounds[position + 1]) < 0;
  }

  /** Makes two leaves of one that holds at least two entries. */
  void split(int position) {
    Leaf whole = leaves[position];
    byte[] middle = whole.middle();
    Leaf.Halves halves = whole.split(middle);
    makeRoom();
    System.arraycopy(leaves, position + 1, leaves, position + 2, size - position - 1);
    System.arraycopy(bounds, position + 1, bounds, position + 2, size - position - 1);
    leaves[position] = halves.left();
    leaves[position + 1] = halves.right();
    bounds[position + 1] = middle;
    size++;
    whole.free();
  }

  private void makeRoom() {
    if (size == leaves.length) {
      leaves = Arrays.copyOf(leaves, size + size / 2);
      bounds = Arrays.copyOf(bounds, size + size / 2);
    }
  }

  /** After a removal: joins the leaf with a neighbour if they hold little. */
  void mergeIfSmall(int position) {
    if (leaves[position].live() > SMALL / 4) {
      return;
    }
    if (position + 1 < size && together(position) <= SMALL) {
      merge(position);
    } else if (position > 0 && together(position - 1) <= SMALL) {
      merge(position - 1);
    }
  }

  private int together(int position) {
    return leaves[position].live() + leaves[position + 1].live();
  }

  private void merge(int position) {
    Leaf left = leaves[position];
    Leaf right = leaves[position + 1];
    leaves[position] = Leaf.merged(left, right);
    System.arraycopy(leaves, position + 2, leaves, position + 1, size - position - 2);
    System.arraycopy(bounds, position + 2, bounds, position + 1, size - position - 2);
    size--;
    leaves[size] = null;
    bounds[size] = null;
    left.free();
    right.free();
  }

  /** Gives all memory back; the leaves are not used any more. */
  void free() {
    for (int position = 0; position < size; position++) {
      leaves[position].free();
    }
    size = 0;
  }
}
