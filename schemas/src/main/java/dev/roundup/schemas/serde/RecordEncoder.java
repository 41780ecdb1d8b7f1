package dev.roundup.schemas.serde;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Writes Avro's binary form straight into an array that grows and is used again, header first:
 * nothing is copied but the finished record. Not safe for use by many threads.
 */
final class RecordEncoder extends BinaryEncoder {
  private static final int FIRST_SIZE = 512;

  /** A buffer that one large record has blown up is not kept. */
  private static final int LARGEST_KEPT = 1 << 20;

  /** Up to this many characters a loop is faster than {@link String#getBytes}. */
  private static final int SHORT_TEXT = 64;

  private byte[] buffer = new byte[FIRST_SIZE];
  private int size;

  /** Begins a record without a header. */
  void begin() {
    size = 0;
  }

  /** Begins a record with the header of an id: a zero byte and the id, most significant first. */
  void begin(int id) {
    byte[] bytes = buffer;
    bytes[0] = Framing.ID;
    bytes[1] = (byte) (id >>> 24);
    bytes[2] = (byte) (id >>> 16);
    bytes[3] = (byte) (id >>> 8);
    bytes[4] = (byte) id;
    size = Framing.ID_HEADER;
  }

  /** The record's bytes. */
  byte[] finish() {
    byte[] bytes = Arrays.copyOf(buffer, size);
    if (buffer.length > LARGEST_KEPT) {
      buffer = new byte[FIRST_SIZE];
    }
    return bytes;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long wanted = Math.max((long) size + more, Math.min(buffer.length * 2L, Integer.MAX_VALUE - 8));
    buffer = Arrays.copyOf(buffer, Math.toIntExact(wanted));
  }

  @Override
  public void writeNull() {
    // takes no bytes
  }

  @Override
  public void writeBoolean(boolean value) {
    ensure(1);
    size += BinaryData.encodeBoolean(value, buffer, size);
  }

  @Override
  public void writeInt(int value) {
    ensure(5);
    size += BinaryData.encodeInt(value, buffer, size);
  }

  @Override
  public void writeLong(long value) {
    ensure(10);
    size += BinaryData.encodeLong(value, buffer, size);
  }

  @Override
  public void writeFloat(float value) {
    ensure(4);
    size += BinaryData.encodeFloat(value, buffer, size);
  }

  @Override
  public void writeDouble(double value) {
    ensure(8);
    size += BinaryData.encodeDouble(value, buffer, size);
  }

  @Override
  public void writeString(String text) throws IOException {
    int length = text.length();
    if (length > SHORT_TEXT || !wroteAscii(text, length)) {
      super.writeString(text);
    }
  }

  private boolean wroteAscii(String text, int length) {
    ensure(5 + length);
    byte[] bytes = buffer;
    int at = size + BinaryData.encodeInt(length, bytes, size);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      bytes[at++] = (byte) c;
    }
    size = at;
    return true;
  }

  @Override
  public void writeFixed(byte[] bytes, int start, int length) {
    ensure(length);
    System.arraycopy(bytes, start, buffer, size, length);
    size += length;
  }

  @Override
  protected void writeZero() {
    ensure(1);
    buffer[size++] = 0;
  }

  @Override
  public int bytesBuffered() {
    return 0;
  }

  @Override
  public void flush() {
    // everything is where it belongs
  }
}
