package dev.roundup.schemas.serde;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The registry's framing: which schema a record was written with, in front of its bytes or in a
 * header.
 */
final class Framing {
  /** Followed by an id of four bytes. */
  static final byte ID = 0;

  /** Followed by a globally unique id of sixteen bytes. */
  static final byte GUID = 1;

  static final int ID_HEADER = 5;
  static final int GUID_HEADER = 17;

  private static final String KEY_SCHEMA_ID = "__key_schema_id";
  private static final String VALUE_SCHEMA_ID = "__value_schema_id";

  private Framing() {}

  static String headerName(boolean isKey) {
    return isKey ? KEY_SCHEMA_ID : VALUE_SCHEMA_ID;
  }

  /** The last header of the name that has a value, or null. */
  static byte[] header(Headers headers, String name) {
    if (headers.lastHeader(name) == null) {
      return null; // mostly, and this makes no garbage
    }
    byte[] last = null;
    for (Header header : headers.headers(name)) {
      last = header.value() == null ? last : header.value();
    }
    return last;
  }

  static byte[] header(UUID guid) {
    return ByteBuffer.allocate(GUID_HEADER)
        .put(GUID)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  static int id(byte[] bytes, int start) {
    return (bytes[start + 1] & 0xff) << 24
        | (bytes[start + 2] & 0xff) << 16
        | (bytes[start + 3] & 0xff) << 8
        | (bytes[start + 4] & 0xff);
  }

  static UUID guid(byte[] bytes, int start) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start + 1, GUID_HEADER - 1);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /** The magic byte, if the bytes are long enough for the header that it announces. */
  static byte magic(byte[] bytes, int start, int length) {
    if (length > 0 && bytes[start] != ID && bytes[start] != GUID) {
      throw new SerializationException(
          "Unknown magic byte 0x"
              + String.format("%02x", bytes[start])
              + ": the record is not in the schema registry's framing");
    }
    int wanted = length > 0 && bytes[start] == GUID ? GUID_HEADER : ID_HEADER;
    if (length < wanted) {
      throw new SerializationException(
          "The record has "
              + length
              + " bytes; the schema registry's framing alone takes "
              + wanted);
    }
    return bytes[start];
  }
}
