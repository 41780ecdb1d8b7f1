package dev.roundup.streams.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
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
    return batched(super.poll(timeout), batched, partition -> currentLag(partition).orElse(0));
  }

  static ConsumerRecords<byte[], byte[]> batched(
      ConsumerRecords<byte[], byte[]> polled, String topic, ToLongFunction<TopicPartition> lag) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      boolean batched = partition.topic().equals(topic);
      all.put(partition, batched ? batches(records, lag.applyAsLong(partition)) : records);
    }
    return new ConsumerRecords<>(all, polled.nextOffsets());
  }

  private static List<ConsumerRecord<byte[], byte[]>> batches(
      List<ConsumerRecord<byte[], byte[]>> records, long lag) {
    List<ConsumerRecord<byte[], byte[]>> batches = new ArrayList<>();
    int from = 0;
    long size = 0;
    for (int at = 0; at < records.size(); at++) {
      int next = Batch.size(records.get(at));
      if (at > from && size + next > LARGEST_BATCH) {
        batches.add(Batch.of(records.subList(from, at), lag + records.size() - at));
        from = at;
        size = 0;
      }
      size += next;
    }
    batches.add(Batch.of(records.subList(from, records.size()), lag));
    return batches;
  }
}
