package dev.roundup.streams.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Entries one behind the other, as they are on a changelog: the length of the key, that of the
 * value plus one, the key, the value. Zero is the value of an entry that was taken out. Lengths are
 * of variable length.
 */
final class EntryList {
  private static final int LONGEST_NUMBER = 5;

  private ByteBuffer bytes = ByteBuffer.allocate(4 << 10);
  private int count;

  /**
   * Adds an entry.
   *
   * @param value null: it was taken out
   */
  void add(byte[] key, byte[] value) {
    int length = value == null ? 0 : value.length;
    makeRoom(2 * LONGEST_NUMBER + key.length + length);
    ByteUtils.writeUnsignedVarint(key.length, bytes);
    ByteUtils.writeUnsignedVarint(value == null ? 0 : length + 1, bytes);
    bytes.put(key);
    if (value != null) {
      bytes.put(value);
    }
    count++;
  }

  private void makeRoom(int room) {
    if (bytes.remaining() < room) {
      ByteBuffer grown = ByteBuffer.allocate(2 * bytes.capacity() + room);
      bytes = grown.put(bytes.flip());
    }
  }

  int count() {
    return count;
  }

  /** Bytes of all entries. */
  int size() {
    return bytes.position();
  }

  void writeTo(ByteBuffer out) {
    out.put(bytes.array(), 0, size());
  }

  void clear() {
    bytes.clear();
    count = 0;
  }

  /** Reads entries up to the end of some bytes. */
  static List<KeyValue<Bytes, byte[]>> read(ByteBuffer in) {
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] key = new byte[ByteUtils.readUnsignedVarint(in)];
      int length = ByteUtils.readUnsignedVarint(in) - 1;
      in.get(key);
      byte[] value = length < 0 ? null : new byte[length];
      if (value != null) {
        in.get(value);
      }
      entries.add(KeyValue.pair(Bytes.wrap(key), value));
    }
    return entries;
  }
}
