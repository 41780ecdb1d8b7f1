package dev.roundup.streams.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Records of one partition that were polled together, as one record for Kafka Streams: what it does
 * for each of its records (queues, contexts, sensors) costs as much as folding a fact. A batch is
 * walked once, record by record.
 *
 * <p>In bytes: the lag; the number of records; of each how far its offset is from the first one's,
 * its key, its value, the number of its headers, and of each header name and value. Numbers are of
 * variable length. What has bytes of its own is preceded by their number plus one; zero is null.
 * None of this leaves the process.
 */
public final class Batch {
  private static final Headers NONE = new RecordHeaders();
  private static final int LONGEST_NUMBER = 5;

  /** A character of UTF-16 is at most so many bytes of UTF-8. */
  private static final int LONGEST_CHARACTER = 3;

  private final ByteBuffer bytes;

  /** Over the same bytes: the record's key and value. */
  private final ByteBuffer key;

  private final ByteBuffer value;
  private final int lag;
  private int left;
  private int distance;
  private int size;
  private boolean hasKey;
  private boolean hasValue;
  private Headers headers = NONE;

  private Batch(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.key = this.bytes.duplicate();
    this.value = this.bytes.duplicate();
    this.lag = ByteUtils.readUnsignedVarint(this.bytes);
    this.left = ByteUtils.readUnsignedVarint(this.bytes);
  }

  /** What a source of batches reads them with. */
  public static Deserializer<Batch> deserializer() {
    return (topic, bytes) -> new Batch(bytes);
  }

  /**
   * Makes one record of several.
   *
   * @param records of one partition, in the order of their offsets; at least one
   * @param lag how many more the partition has, as far as is known
   * @return at the offset of the first: there a processor goes on that has not used the batch
   */
  public static ConsumerRecord<byte[], byte[]> of(
      List<ConsumerRecord<byte[], byte[]>> records, long lag) {
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    return new ConsumerRecord<>(
        first.topic(),
        first.partition(),
        first.offset(),
        first.timestamp(),
        first.timestampType(),
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        write(records, (int) Math.min(lag, Integer.MAX_VALUE)),
        new RecordHeaders(),
        first.leaderEpoch());
  }

  private static byte[] write(List<ConsumerRecord<byte[], byte[]>> records, int lag) {
    int most = 2 * LONGEST_NUMBER;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      most += size(record);
    }
    ByteBuffer out = ByteBuffer.allocate(most);
    ByteUtils.writeUnsignedVarint(lag, out);
    ByteUtils.writeUnsignedVarint(records.size(), out);
    long from = records.get(0).offset();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ByteUtils.writeUnsignedVarint(Math.toIntExact(record.offset() - from), out);
      write(out, record.key());
      write(out, record.value());
      Header[] all = record.headers().toArray();
      ByteUtils.writeUnsignedVarint(all.length, out);
      for (Header header : all) {
        write(out, header.key().getBytes(StandardCharsets.UTF_8));
        write(out, header.value());
      }
    }
    return out.array();
  }

  /** The most bytes that a record takes in a batch. */
  static int size(ConsumerRecord<byte[], byte[]> record) {
    int size = 4 * LONGEST_NUMBER + length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += 2 * LONGEST_NUMBER + LONGEST_CHARACTER * header.key().length();
      size += length(header.value());
    }
    return size;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void write(ByteBuffer out, byte[] bytes) {
    ByteUtils.writeUnsignedVarint(bytes == null ? 0 : bytes.length + 1, out);
    if (bytes != null) {
      out.put(bytes);
    }
  }

  /** How many records the partition had behind the batch when it was polled. */
  public int lag() {
    return lag;
  }

  /** Goes on to the next record, at first to the first; false if there is none. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    int start = bytes.position();
    distance = ByteUtils.readUnsignedVarint(bytes);
    hasKey = take(key);
    hasValue = take(value);
    int count = ByteUtils.readUnsignedVarint(bytes);
    headers = count == 0 ? NONE : readHeaders(count);
    size = bytes.position() - start;
    return true;
  }

  /** How far the record's offset is from the batch's. */
  public int distance() {
    return distance;
  }

  /** How many bytes the record's key, value and headers have, with their lengths. */
  public int size() {
    return size;
  }

  /** The record's key as it is, or null. */
  public byte[] keyBytes() {
    return hasKey ? copy(key) : null;
  }

  /** Whether the record's key is this text, which is of ASCII. */
  public boolean hasKey(String ascii) {
    if (!hasKey || key.remaining() != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (key.get(key.position() + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The record's value where it lies in the batch, or null. */
  public ByteBuffer value() {
    return hasValue ? value.duplicate() : null;
  }

  /** How many bytes the record's value has; 0 if it is null. */
  public int valueSize() {
    return hasValue ? value.remaining() : 0;
  }

  /** The record's value as it is, or null. */
  public byte[] valueBytes() {
    return hasValue ? copy(value) : null;
  }

  /** The record's headers. */
  public Headers headers() {
    return headers;
  }

  private Headers readHeaders(int count) {
    Headers read = new RecordHeaders();
    ByteBuffer part = bytes.duplicate();
    for (int i = 0; i < count; i++) {
      take(part);
      String name = StandardCharsets.UTF_8.decode(part.duplicate()).toString();
      read.add(name, take(part) ? copy(part) : null);
    }
    return read;
  }

  /** Lets a view be of what is next in the bytes, and goes on behind it; false if that is null. */
  private boolean take(ByteBuffer view) {
    int length = ByteUtils.readUnsignedVarint(bytes) - 1;
    if (length < 0) {
      return false;
    }
    int end = bytes.position() + length;
    view.limit(end).position(bytes.position());
    bytes.position(end);
    return true;
  }

  private static byte[] copy(ByteBuffer view) {
    byte[] copy = new byte[view.remaining()];
    view.duplicate().get(copy);
    return copy;
  }
}
