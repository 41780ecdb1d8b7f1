package dev.roundup.sink.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which roundups are the last of their meetups, where roundups are read again. The topic may still
 * hold older ones; to publish those would take posts back to what was true once, and what people
 * deleted in the meantime would come as if it were new.
 */
final class LatestRoundups {
  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Known> partitions = new HashMap<>();

  /** Up to an offset, the offset of each key's last record. */
  private record Known(long end, Map<ByteBuffer, Long> offsets) {}

  /** One that reads with this consumer, which has no group. */
  LatestRoundups(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Looks through partitions that are about to be read again, from these offsets on. */
  void learn(Map<TopicPartition, Long> from) {
    if (from.isEmpty()) {
      return;
    }
    Map<TopicPartition, Map<ByteBuffer, Long>> offsets = new HashMap<>();
    from.keySet().forEach(partition -> offsets.put(partition, new HashMap<>()));
    Scan.of(consumer, from, record -> note(record, offsets.get(partition(record))))
        .forEach(
            (partition, end) -> partitions.put(partition, new Known(end, offsets.get(partition))));
  }

  private static void note(ConsumerRecord<byte[], byte[]> record, Map<ByteBuffer, Long> offsets) {
    if (record.key() != null) {
      offsets.put(ByteBuffer.wrap(record.key()), record.offset());
    }
  }

  /** Whether a later record of the same meetup is known. */
  boolean isSuperseded(ConsumerRecord<byte[], byte[]> record) {
    Known known = partitions.get(partition(record));
    if (known == null || record.key() == null) {
      return false;
    }
    if (record.offset() >= known.end()) {
      forget(partition(record)); // from here on it is read for the first time
      return false;
    }
    return known.offsets().getOrDefault(ByteBuffer.wrap(record.key()), -1L) > record.offset();
  }

  void forget(TopicPartition partition) {
    partitions.remove(partition);
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
