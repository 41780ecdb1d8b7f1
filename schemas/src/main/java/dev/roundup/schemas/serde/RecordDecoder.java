package dev.roundup.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary form out of a part of an array. Avro's own decoder believes every length that
 * it reads: a damaged record of ten bytes makes it ask for two gigabytes. This one believes no
 * length beyond the record's end. Not safe for use by many threads.
 */
final class RecordDecoder extends Decoder {
  /** Items that take no bytes are legal; so many of them are believed in. */
  private static final int EMPTY_ITEMS = 1024;

  private byte[] buffer = new byte[0];
  private int position;
  private int end;

  void begin(byte[] bytes, int start, int length) {
    buffer = bytes;
    position = start;
    end = start + length;
  }

  /** Lets go of the record's bytes. */
  void release() {
    buffer = new byte[0];
    position = 0;
    end = 0;
  }

  int remaining() {
    return end - position;
  }

  @Override
  public void readNull() {
    // takes no bytes
  }

  @Override
  public boolean readBoolean() throws IOException {
    return next() == 1;
  }

  @Override
  public int readInt() throws IOException {
    int b = next();
    int n = b & 0x7f;
    for (int shift = 7; b < 0; shift += 7) {
      if (shift > 28) {
        throw new InvalidNumberEncodingException("Invalid int encoding");
      }
      b = next();
      n |= (b & 0x7f) << shift;
    }
    return (n >>> 1) ^ -(n & 1);
  }

  @Override
  public long readLong() throws IOException {
    int b = next();
    long n = b & 0x7f;
    for (int shift = 7; b < 0; shift += 7) {
      if (shift > 63) {
        throw new InvalidNumberEncodingException("Invalid long encoding");
      }
      b = next();
      n |= (b & 0x7fL) << shift;
    }
    return (n >>> 1) ^ -(n & 1);
  }

  @Override
  public float readFloat() throws IOException {
    int at = take(4);
    return Float.intBitsToFloat(littleEndian(at));
  }

  @Override
  public double readDouble() throws IOException {
    int at = take(8);
    return Double.longBitsToDouble(
        (littleEndian(at) & 0xffffffffL) | ((long) littleEndian(at + 4) << 32));
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    int length = length();
    Utf8 text = old == null ? new Utf8() : old;
    text.setByteLength(length);
    System.arraycopy(buffer, take(length), text.getBytes(), 0, length);
    return text;
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    return new String(buffer, take(length), length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    take(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = length();
    ByteBuffer bytes =
        old != null && old.hasArray() && old.capacity() >= length
            ? old.clear()
            : ByteBuffer.allocate(length);
    bytes.put(buffer, take(length), length);
    return bytes.flip();
  }

  @Override
  public void skipBytes() throws IOException {
    take(length());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    System.arraycopy(buffer, take(length), bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return block();
  }

  @Override
  public long arrayNext() throws IOException {
    return block();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return block();
  }

  @Override
  public long mapNext() throws IOException {
    return block();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  /** A negative count is followed by the size of the block in bytes. */
  private long block() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLong();
      count = -count;
    }
    return believable(count);
  }

  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      take(length());
      count = readLong();
    }
    return believable(count);
  }

  private long believable(long count) throws IOException {
    if (count < 0 || count > Math.max(remaining(), EMPTY_ITEMS)) {
      throw new AvroRuntimeException(
          "a list of " + count + " items in the last " + remaining() + " bytes of a record");
    }
    return count;
  }

  private byte next() throws EOFException {
    if (position >= end) {
      throw new EOFException("the record ends too early");
    }
    return buffer[position++];
  }

  private int length() throws IOException {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw new EOFException(
          "a length of " + length + " in the last " + remaining() + " bytes of a record");
    }
    return (int) length;
  }

  private int take(int length) throws EOFException {
    if (length > end - position) {
      throw new EOFException("the record ends too early");
    }
    int at = position;
    position += length;
    return at;
  }

  private int littleEndian(int at) {
    return (buffer[at] & 0xff)
        | (buffer[at + 1] & 0xff) << 8
        | (buffer[at + 2] & 0xff) << 16
        | buffer[at + 3] << 24;
  }
}
