package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * @param line a record's counters, in the form of {@link
   *     dev.roundup.benchmarks.load.Counts#line()}
   */
  public static long await(
      Cluster cluster, Topic topic, Workload workload, Function<byte[], String> line) {
    Map<String, String> expected = new HashMap<>();
    for (int meetup = 0; meetup < workload.meetups(); meetup++) {
      expected.put(workload.meetupId(meetup), workload.expected(meetup).line());
    }
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
    Map<String, byte[]> last = new HashMap<>();
    long latest = 0;
    Set<String> wrong = new HashSet<>(expected.keySet());
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!wrong.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        String meetup = new String(record.key(), StandardCharsets.UTF_8);
        last.put(meetup, record.value());
        wrong.add(meetup);
        latest = Math.max(latest, record.timestamp());
      }
      wrong.removeIf(
          meetup ->
              last.containsKey(meetup)
                  && line.apply(last.get(meetup)).equals(expected.get(meetup)));
      if (System.nanoTime() > deadline) {
        String meetup = wrong.iterator().next();
        throw new IllegalStateException(
            wrong.size()
                + " meetups came to something else; "
                + meetup
                + " to "
                + (last.containsKey(meetup) ? line.apply(last.get(meetup)) : "nothing")
                + " instead of "
                + expected.get(meetup));
      }
    }
    return latest;
  }
}
