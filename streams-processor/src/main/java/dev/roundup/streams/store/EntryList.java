package dev.roundup.streams.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
  private byte[] bytes = new byte[4 << 10];
  private int size;
  private int count;

  /**
   * Adds an entry.
   *
   * @param value null: it was taken out
   */
  void add(byte[] key, byte[] value) {
    int length = value == null ? 0 : value.length;
    makeRoom(Entries.size(key.length, length + 1) - 1);
    size = Entries.writeLength(bytes, size, key.length);
    size = Entries.writeLength(bytes, size, value == null ? 0 : length + 1);
    append(key);
    if (value != null) {
      append(value);
    }
    count++;
  }

  private void append(byte[] part) {
    System.arraycopy(part, 0, bytes, size, part.length);
    size += part.length;
  }

  private void makeRoom(int room) {
    if (bytes.length - size < room) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + room);
    }
  }

  int count() {
    return count;
  }

  /** Bytes of all entries. */
  int size() {
    return size;
  }

  void writeTo(ByteBuffer out) {
    out.put(bytes, 0, size);
  }

  void clear() {
    size = 0;
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
