package dev.roundup.streams.store;

import dev.roundup.schemas.config.Failure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Some hundreds of entries whose keys are neighbours, packed into one byte array, with a hash index
 * of primitive longs. An entry is the lengths of its key and value as variable-length integers, its
 * key, its value. A slot of the index is the key's hash in the upper half and the entry's offset
 * plus one in the lower; zero is an empty slot.
 *
 * <p>To put an entry is to append it: it comes into the index when the leaf is next asked for
 * something, or full, with those that were appended meanwhile. Its slot is out of the processor's
 * cache mostly, and one leaf's slots are brought there together.
 *
 * <p>Everything here costs at most a pass over one leaf, whatever the size of the store. Not
 * thread-safe; the store locks.
 */
final class Leaf {
  /** Bytes of entries at which a leaf of several entries is split. */
  static final int FULL = 64 << 10;

  private static final int SMALLEST_DATA = 512;
  private static final int SMALLEST_INDEX = 8;
  private static final int CACHE_LINE = 64;

  /** Keys of which the middle is taken: so few are sorted by one short loop, and evenly enough. */
  private static final int SAMPLE = 31;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final LeafMemory memory;
  private byte[] data;
  private long[] index;

  private int end;

  /** Where the entries begin that are not in the index yet, and how many these are. */
  private int indexed;

  private int waiting;

  /** Of those in the index, bytes of entries that others have taken the place of. */
  private int dead;

  /** Entries in the index. */
  private int count;

  /** An empty leaf with room for so many bytes of entries. */
  Leaf(LeafMemory memory, int bytes, int entries) {
    this(memory, memory.data(Math.max(SMALLEST_DATA, bytes)), slotsFor(entries));
  }

  private Leaf(LeafMemory memory, byte[] data, int slots) {
    this.memory = memory;
    this.data = data;
    try {
      this.index = memory.index(slots);
    } catch (Failure overBudget) {
      memory.giveBack(data);
      throw overBudget;
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param most bytes that there can be to read
   */
  static Leaf read(LeafMemory memory, DataInput in, long most) throws IOException {
    int bytes = Leaves.length(in, most);
    int slots = Leaves.length(in, most / Long.BYTES);
    Leaf leaf = new Leaf(memory, memory.data(bytes), slots);
    leaf.dead = in.readInt();
    leaf.count = in.readInt();
    leaf.end = bytes;
    leaf.indexed = bytes;
    byte[] longs = new byte[8 * slots];
    in.readFully(leaf.data);
    in.readFully(longs);
    ByteBuffer.wrap(longs).asLongBuffer().get(leaf.index);
    return leaf;
  }

  /** Writes the entries and the index as they are. */
  void write(DataOutput out) throws IOException {
    indexRest();
    out.writeInt(end);
    out.writeInt(index.length);
    out.writeInt(dead);
    out.writeInt(count);
    out.write(data, 0, end);
    ByteBuffer longs = ByteBuffer.allocate(8 * index.length);
    longs.asLongBuffer().put(index);
    out.write(longs.array());
  }

  static int hash(byte[] key) {
    return hash(key, 0, key.length);
  }

  /** Part of what a {@link Snapshot} holds: it changes with its version only. */
  private static int hash(byte[] bytes, int from, int length) {
    long hash = length;
    int at = from;
    int end = from + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = (rest << 8) | (bytes[at] & 0xff);
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long bits) {
    long product = bits * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 29);
  }

  int count() {
    indexRest();
    return count;
  }

  /** Bytes of the entries that are still valid. */
  int live() {
    indexRest();
    return end - dead;
  }

  /**
   * Reads, for nothing, what to get and to put a key with this hash will read and write first: a
   * slot of the index, and where the next entry goes, which is mostly in two lines of the cache.
   */
  long touch(int hash) {
    return index[hash & (index.length - 1)] + touchData(end) + touchData(end + CACHE_LINE);
  }

  private int touchData(int at) {
    return at < data.length ? data[at] : 0;
  }

  /** Where a key with this hash is in the index; negative if it is not there. */
  int slot(int hash, byte[] key) {
    indexRest();
    return slot(hash, key, 0, key.length);
  }

  /** The value at a slot; null if that is negative. */
  byte[] value(int slot) {
    return slot < 0 ? null : Entries.value(data, offset(index[slot]));
  }

  /**
   * Sets the value of a key that was just looked for: its slot is in the processor's cache.
   *
   * @param slot what {@link #slot(int, byte[])} gave; the leaf was not changed since
   * @return false if nothing was done because there is no room
   */
  boolean put(int slot, int hash, byte[] key, byte[] value) {
    if (end + Entries.size(key.length, value.length) > data.length || (slot < 0 && isIndexFull())) {
      return false;
    }
    hold(slot, hash, end);
    end = Entries.write(data, end, key, value);
    indexed = end;
    return true;
  }

  /**
   * Sets a value.
   *
   * @return false if nothing was done because the leaf must be split first
   */
  boolean put(byte[] key, byte[] value) {
    if (!makeRoom(Entries.size(key.length, value.length))) {
      return false;
    }
    makeSlot();
    end = Entries.write(data, end, key, value);
    waiting++;
    return true;
  }

  /** Brings the entries into the index that were put since. There is room for all of them. */
  private void indexRest() {
    while (indexed < end) {
      int length = Entries.keyLength(data, indexed);
      int from = Entries.keyAt(data, indexed);
      int hash = hash(data, from, length);
      hold(slot(hash, data, from, length), hash, indexed);
      indexed += Entries.sizeAt(data, indexed);
    }
    waiting = 0;
  }

  /** Lets a key's slot, or the one where it belongs, hold the entry at an offset. */
  private void hold(int slot, int hash, int offset) {
    int at = slot;
    if (slot < 0) {
      at = ~slot;
      count++;
    } else {
      dead += Entries.sizeAt(data, offset(index[slot]));
    }
    index[at] = slotOf(hash, offset);
  }

  /** Takes an entry out and gives its value, or null if there was none. */
  byte[] remove(byte[] key) {
    int slot = slot(hash(key), key);
    if (slot < 0) {
      return null;
    }
    int offset = offset(index[slot]);
    byte[] value = Entries.value(data, offset);
    dead += Entries.sizeAt(data, offset);
    count--;
    close(slot);
    if (dead > SMALLEST_DATA && dead > data.length / 2) {
      rewrite(withSlack(live()));
    }
    return value;
  }

  /** Fills the hole at a slot with the entries that had to go past it. */
  private void close(int hole) {
    int mask = index.length - 1;
    int at = hole;
    for (int next = (hole + 1) & mask; index[next] != 0; next = (next + 1) & mask) {
      int home = (int) (index[next] >>> 32) & mask;
      if (((next - home) & mask) >= ((next - at) & mask)) {
        index[at] = index[next];
        at = next;
      }
    }
    index[at] = 0;
  }

  /**
   * A key that divides the entries into two parts of about the same size, neither empty: the middle
   * of a sample, which a hash index hands out at random. There must be two entries.
   */
  byte[] middle() {
    indexRest();
    byte[][] sample = new byte[Math.min(count, SAMPLE)][];
    int taken = 0;
    for (int slot = 0; taken < sample.length; slot++) {
      if (index[slot] != 0) {
        sample[taken++] = Entries.key(data, offset(index[slot]));
      }
    }
    Arrays.sort(sample, Arrays::compareUnsigned);
    return sample[sample.length / 2];
  }

  /** The entries before a key, and those from it on. */
  record Halves(Leaf left, Leaf right) {}

  /** Makes two leaves of this one, which is as it was. Each has the full size, at least. */
  Halves split(byte[] key) {
    indexRest();
    int bytes = 0;
    boolean[] right = new boolean[index.length];
    for (int slot = 0; slot < index.length; slot++) {
      if (index[slot] != 0) {
        int offset = offset(index[slot]);
        if (Entries.compareKey(data, offset, key) >= 0) {
          right[slot] = true;
          bytes += Entries.sizeAt(data, offset);
        }
      }
    }
    Leaf after = new Leaf(memory, Math.max(FULL, bytes), count);
    Leaf before;
    try {
      before = new Leaf(memory, Math.max(FULL, live() - bytes), count);
    } catch (Failure overBudget) {
      after.free();
      throw overBudget;
    }
    for (int slot = 0; slot < index.length; slot++) {
      if (index[slot] != 0) {
        (right[slot] ? after : before).add(this, index[slot]);
      }
    }
    return new Halves(before, after);
  }

  /** The entries of two leaves as one. */
  static Leaf merged(Leaf left, Leaf right) {
    Leaf merged =
        new Leaf(left.memory, withSlack(left.live() + right.live()), left.count() + right.count());
    merged.addAll(left);
    merged.addAll(right);
    return merged;
  }

  /** Gives the memory back; the leaf is not used any more. */
  void free() {
    memory.giveBack(data);
    memory.giveBack(index);
  }

  /** The entries as they are now, unsorted, to be read without a lock. */
  Entries copy() {
    indexRest();
    int[] offsets = new int[count];
    int at = 0;
    for (long slot : index) {
      if (slot != 0) {
        offsets[at++] = offset(slot);
      }
    }
    return new Entries(Arrays.copyOf(data, end), offsets);
  }

  /** Whether an entry of this size fits now; false if the leaf must be split for it. */
  private boolean makeRoom(int size) {
    if (end + size <= data.length) {
      return true;
    }
    indexRest();
    if (dead * 4L >= end) {
      rewrite(Math.max(Math.min(FULL, data.length), live() + size));
    } else if (count < 2 || data.length < FULL) {
      int capacity = Math.max(end + size, count < 2 ? 0 : Math.min(FULL, withSlack(end)));
      byte[] old = data;
      data = memory.data(capacity);
      System.arraycopy(old, 0, data, 0, end);
      memory.giveBack(old);
    } else {
      return false;
    }
    return true;
  }

  /** Copies the valid entries into an array of so many bytes. */
  private void rewrite(int capacity) {
    byte[] old = data;
    data = memory.data(Math.max(SMALLEST_DATA, capacity));
    end = 0;
    dead = 0;
    for (int slot = 0; slot < index.length; slot++) {
      if (index[slot] != 0) {
        int size = Entries.sizeAt(old, offset(index[slot]));
        System.arraycopy(old, offset(index[slot]), data, end, size);
        index[slot] = slotOf((int) (index[slot] >>> 32), end);
        end += size;
      }
    }
    indexed = end;
    memory.giveBack(old);
  }

  /** Sees that the index has room for one entry more than there are. */
  private void makeSlot() {
    if (isIndexFull()) {
      indexRest();
      if (isIndexFull()) {
        rehash(index.length * 2);
      }
    }
  }

  private boolean isIndexFull() {
    return (count + waiting + 1) * 4 > index.length * 3;
  }

  private void rehash(int slots) {
    long[] old = index;
    index = memory.index(slots);
    for (long slot : old) {
      if (slot != 0) {
        index[emptySlot(slot)] = slot;
      }
    }
    memory.giveBack(old);
  }

  private void addAll(Leaf other) {
    for (long slot : other.index) {
      if (slot != 0) {
        add(other, slot);
      }
    }
  }

  /** Takes over an entry that is not here yet; there is room. */
  private void add(Leaf other, long slot) {
    int offset = offset(slot);
    int size = Entries.sizeAt(other.data, offset);
    System.arraycopy(other.data, offset, data, end, size);
    index[emptySlot(slot)] = slotOf((int) (slot >>> 32), end);
    end += size;
    indexed = end;
    count++;
  }

  /** The slot of a key, or the complement of the empty slot where it belongs. */
  private int slot(int hash, byte[] bytes, int from, int length) {
    int mask = index.length - 1;
    int at = hash & mask;
    while (index[at] != 0) {
      if ((int) (index[at] >>> 32) == hash
          && Entries.hasKey(data, offset(index[at]), bytes, from, length)) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return ~at;
  }

  private int emptySlot(long slot) {
    int mask = index.length - 1;
    int at = (int) (slot >>> 32) & mask;
    while (index[at] != 0) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private static long slotOf(int hash, int offset) {
    return ((long) hash << 32) | (offset + 1);
  }

  private static int offset(long slot) {
    return (int) slot - 1;
  }

  private static int slotsFor(int entries) {
    int slots = SMALLEST_INDEX;
    while (entries * 4 > slots * 3) {
      slots *= 2;
    }
    return slots;
  }

  /** Half more, so that growing copies an entry a few times at most. */
  private static int withSlack(int bytes) {
    return bytes + bytes / 2;
  }
}
