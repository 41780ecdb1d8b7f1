package dev.roundup.streams.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that hands out one topic's records in {@link Batch batches}. It extends Kafka's,
 * because the interface has some fifty methods, of which one does something else here.
 */
final class BatchingConsumer extends KafkaConsumer<byte[], byte[]> {
  /** Facts may be large: a batch has no more bytes than this, or one record. */
  static final int LARGEST_BATCH = 1 << 20;

  private final String batched;

  BatchingConsumer(Map<String, Object> config, String batched) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.batched = batched;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return batched(super.poll(timeout), batched);
  }

  static ConsumerRecords<byte[], byte[]> batched(
      ConsumerRecords<byte[], byte[]> polled, String topic) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      all.put(partition, partition.topic().equals(topic) ? batches(records) : records);
    }
    return new ConsumerRecords<>(all, polled.nextOffsets());
  }

  private static List<ConsumerRecord<byte[], byte[]>> batches(
      List<ConsumerRecord<byte[], byte[]>> records) {
    List<ConsumerRecord<byte[], byte[]>> batches = new ArrayList<>();
    int from = 0;
    long size = 0;
    for (int at = 0; at < records.size(); at++) {
      int next = Batch.size(records.get(at));
      if (at > from && size + next > LARGEST_BATCH) {
        batches.add(Batch.of(records.subList(from, at)));
        from = at;
        size = 0;
      }
      size += next;
    }
    batches.add(Batch.of(records.subList(from, records.size())));
    return batches;
  }
}
