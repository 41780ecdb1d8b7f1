package dev.roundup.benchmarks.baseline;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** A topology of Kafka Streams that folds the log once, with nothing kept from earlier passes. */
public final class Baseline implements AutoCloseable {
  /** Where the baselines put what they make; the roundups topic is the app's own. */
  public static final Topic OUTPUT = new Topic("bench.output", Map.of("cleanup.policy", "delete"));

  private final String group = "bench-" + UUID.randomUUID();
  private final Path state = Scratch.directory("state");
  private final KafkaStreams streams;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Starts the topology, with the settings of the app it stands beside. */
  public Baseline(Cluster cluster, Topology topology, Properties settings) {
    Properties all = new Properties();
    all.putAll(settings);
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
    all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    all.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    streams = new KafkaStreams(topology, all);
    streams.setUncaughtExceptionHandler(
        e -> {
          failure.compareAndSet(null, e);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
  }

  /**
   * What Kafka Streams is told in every comparison; the app sets the same itself, but for the
   * commits: to make them rarely while it is behind is its own design.
   */
  public static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "2");
    settings.put("consumer.max.partition.fetch.bytes", Integer.toString(8 << 20));
    settings.put("consumer.auto.offset.reset", "earliest");
    settings.put("producer.batch.size", "131072");
    return settings;
  }

  /** What a record of the output says, in the words of the comparison. */
  public static String line(byte[] value) {
    return Tally.line(value);
  }

  /** A baseline that has died has no figure. */
  public void requireAlive() {
    if (failure.get() != null) {
      throw new IllegalStateException("The baseline has died", failure.get());
    }
  }

  /** The consumer group that commits the log. */
  public String group() {
    return group;
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(30));
    Scratch.delete(state);
  }
}
