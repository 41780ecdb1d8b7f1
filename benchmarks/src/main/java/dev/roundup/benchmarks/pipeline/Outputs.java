package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Checks what a pass has made: a figure of a wrong result is worth nothing. */
public final class Outputs {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private Outputs() {}

  /**
   * Waits until the last record of every meetup says what the facts come to, and gives the time of
   * the latest record, in milliseconds since 1970.
   *
   * @param expected counters by meetup
   * @param line a record's counters, in the same form
   */
  public static long await(
      Cluster cluster, Topic topic, Map<String, String> expected, Function<byte[], String> line) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return await(consumer, expected, line);
    }
  }

  private static long await(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<String, String> expected,
      Function<byte[], String> line) {
    Map<String, byte[]> wrong = new HashMap<>();
    expected.keySet().forEach(meetup -> wrong.put(meetup, null));
    long latest = 0;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!wrong.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        String meetup = new String(record.key(), StandardCharsets.UTF_8);
        if (line.apply(record.value()).equals(expected.get(meetup))) {
          wrong.remove(meetup);
        } else {
          wrong.put(meetup, record.value());
        }
        latest = Math.max(latest, record.timestamp());
      }
      if (System.nanoTime() > deadline) {
        String meetup = wrong.keySet().iterator().next();
        byte[] said = wrong.get(meetup);
        throw new IllegalStateException(
            wrong.size()
                + " meetups came to something else; "
                + meetup
                + " to "
                + (said == null ? "nothing" : line.apply(said))
                + " instead of "
                + expected.get(meetup));
      }
    }
    return latest;
  }
}
