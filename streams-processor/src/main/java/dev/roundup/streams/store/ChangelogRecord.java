package dev.roundup.streams.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * What one record of a {@link JournaledStore}'s changelog says: some changes, or all that a range
 * of keys holds. Its key is a zero byte and its number.
 *
 * <p>In bytes: the {@link Journal}; the first and the last key of the range, each with its length
 * plus one before it, where zero is none; the entries.
 *
 * @param journal with this record
 * @param from the first key of the range; null if the entries are changes
 * @param to the last key of the range; null if it has no end
 * @param entries if of a range, then all that it holds
 */
public record ChangelogRecord(
    Journal journal, Bytes from, Bytes to, List<KeyValue<Bytes, byte[]>> entries) {
  private static final int KEY_LENGTH = 1 + Long.BYTES;
  private static final int LONGEST_NUMBER = 5;

  /** The key of the record with a number. */
  static Bytes key(long number) {
    return Bytes.wrap(ByteBuffer.allocate(KEY_LENGTH).put((byte) 0).putLong(number).array());
  }

  /**
   * The number in a record's key.
   *
   * @throws SerializationException if it is no such key
   */
  static long number(byte[] key) {
    if (key.length != KEY_LENGTH || key[0] != 0) {
      throw new SerializationException(
          "A changelog has a record of an earlier Roundup, which this one cannot read. Stop every"
              + " instance and run `streams reset --yes`, or start `up --rebuild`: all state is built"
              + " anew from the log");
    }
    return ByteBuffer.wrap(key).getLong(1);
  }

  /** The bytes of a record. */
  static byte[] write(Journal journal, Bytes from, Bytes to, EntryList entries) {
    ByteBuffer out =
        ByteBuffer.allocate(
            Journal.LENGTH + length(from) + length(to) + 2 * LONGEST_NUMBER + entries.size());
    out.put(journal.bytes());
    write(out, from);
    write(out, to);
    entries.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * Reads what {@link #write(Journal, Bytes, Bytes, EntryList)} wrote.
   *
   * @throws SerializationException if that cannot be
   */
  public static ChangelogRecord read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return new ChangelogRecord(
          Journal.read(in), readBytes(in), readBytes(in), EntryList.read(in));
    } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
      throw new SerializationException(
          "A changelog's record of " + bytes.length + " bytes cannot be read", e);
    }
  }

  private static int length(Bytes bytes) {
    return bytes == null ? 0 : bytes.get().length;
  }

  private static void write(ByteBuffer out, Bytes bytes) {
    ByteUtils.writeUnsignedVarint(bytes == null ? 0 : length(bytes) + 1, out);
    if (bytes != null) {
      out.put(bytes.get());
    }
  }

  private static Bytes readBytes(ByteBuffer in) {
    int length = ByteUtils.readUnsignedVarint(in) - 1;
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.wrap(bytes);
  }
}
