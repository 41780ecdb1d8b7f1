package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.streams.store.ChangelogRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * What a large store's changelog says that is not outdated.
 *
 * @param entries of the store
 * @param bytes of their keys and their values, without lengths and without what is Kafka's own
 */
public record Changelog(long entries, long bytes) {
  /** Reads it to its end. */
  public static Changelog read(Cluster cluster, String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed");
    Map<Bytes, Integer> sizes = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.value() != null) { // what was taken out is written again by then
            ChangelogRecord.read(record.value())
                .entries()
                .forEach(entry -> sizes.put(entry.key, size(entry)));
          }
        }
      }
    }
    return new Changelog(sizes.size(), sizes.values().stream().mapToLong(Integer::longValue).sum());
  }

  private static int size(KeyValue<Bytes, byte[]> entry) {
    return entry.key.get().length + entry.value.length;
  }
}
