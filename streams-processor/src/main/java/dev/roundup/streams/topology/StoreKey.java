package dev.roundup.streams.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * A key of several texts. In bytes, each is preceded by its length and the last is not, so that no
 * two keys have the same bytes whatever the texts hold, and the keys that begin with the same texts
 * begin with the same bytes.
 */
public final class StoreKey {
  private final List<String> parts;

  /** As a store has it; null until that was asked for: most keys are looked for, and then put. */
  private byte[] bytes;

  private StoreKey(List<String> parts) {
    this.parts = parts;
  }

  /** A key of these texts. */
  public static StoreKey of(String... parts) {
    return new StoreKey(List.of(parts));
  }

  /** The texts. */
  List<String> parts() {
    return parts;
  }

  /** Whether it is of these two texts. */
  boolean is(String first, String last) {
    return parts.size() == 2 && parts.get(1).equals(last) && parts.get(0).equals(first);
  }

  /** The last text. */
  public String last() {
    return parts.get(parts.size() - 1);
  }

  /** Writes and reads keys of so many texts. */
  static Serde<StoreKey> serde(int parts) {
    Serializer<StoreKey> serializer = (topic, key) -> key.bytes();
    Deserializer<StoreKey> deserializer = (topic, bytes) -> read(ByteBuffer.wrap(bytes), parts);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  /** Writes what longer keys with these first texts begin with. */
  static Serializer<StoreKey> prefix() {
    return (topic, key) -> key.write(key.parts.size());
  }

  private byte[] bytes() {
    if (bytes == null) {
      bytes = write(parts.size() - 1);
    }
    return bytes;
  }

  private byte[] write(int measured) {
    byte[][] texts = new byte[parts.size()][];
    int size = 0;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = parts.get(i).getBytes(StandardCharsets.UTF_8);
      size += texts[i].length;
      size += i < measured ? ByteUtils.sizeOfUnsignedVarint(texts[i].length) : 0;
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    for (int i = 0; i < texts.length; i++) {
      if (i < measured) {
        ByteUtils.writeUnsignedVarint(texts[i].length, buffer);
      }
      buffer.put(texts[i]);
    }
    return buffer.array();
  }

  private static StoreKey read(ByteBuffer buffer, int count) {
    List<String> parts = new ArrayList<>(count);
    for (int i = 0; i < count - 1; i++) {
      parts.add(text(buffer, ByteUtils.readUnsignedVarint(buffer)));
    }
    parts.add(text(buffer, buffer.remaining()));
    return new StoreKey(List.copyOf(parts));
  }

  private static String text(ByteBuffer buffer, int length) {
    byte[] text = new byte[length];
    buffer.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoreKey key && parts.equals(key.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
