package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.ChildJvm;
import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the whole log and looks at nothing: as fast as it goes on this machine. */
public final class BareConsumer {
  private static final String DONE = "All is read";

  private BareConsumer() {}

  /**
   * One pass; the clock starts at the first request for records.
   *
   * @param values what is done to the facts' bytes, if anything
   */
  public static Throughput pass(Cluster cluster, Deserializer<?> values) {
    try (KafkaConsumer<byte[], ?> consumer =
        open(cluster.bootstrapServers(), values, partition -> true)) {
      return read(consumer, all(consumer));
    }
  }

  /**
   * In a process of its own.
   *
   * @param jvm options of the JVM
   * @return seconds from the start of the process until it has read all
   */
  public static double seconds(Cluster cluster, List<String> jvm) {
    long began = System.nanoTime();
    try (ChildJvm process =
        ChildJvm.start(jvm, BareConsumer.class.getName(), List.of(cluster.bootstrapServers()))) {
      process.awaitLine(DONE::equals);
      return Waiting.secondsSince(began);
    }
  }

  /** The process; its argument is where clients begin. */
  public static void main(String[] arguments) {
    try (KafkaConsumer<byte[], ?> consumer =
        open(arguments[0], new ByteArrayDeserializer(), partition -> true)) {
      read(consumer, all(consumer));
      System.out.println(DONE);
    }
  }

  /** A consumer that is about to read some partitions of the log from their beginning. */
  static <V> KafkaConsumer<byte[], V> open(
      String bootstrapServers, Deserializer<V> values, IntPredicate which) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("max.poll.records", 10_000);
    config.put("max.partition.fetch.bytes", 8 << 20);
    KafkaConsumer<byte[], V> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), values);
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.EVENTS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .filter(partition -> which.test(partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  /** How many records its partitions have. */
  static long all(KafkaConsumer<byte[], ?> consumer) {
    return consumer.endOffsets(consumer.assignment()).values().stream().mapToLong(o -> o).sum();
  }

  private static Throughput read(KafkaConsumer<byte[], ?> consumer, long all) {
    long read = 0;
    long began = System.nanoTime();
    while (read < all) {
      read += consumer.poll(Duration.ofSeconds(1)).count();
    }
    return new Throughput(read / ((System.nanoTime() - began) / 1e9), Double.NaN);
  }
}
