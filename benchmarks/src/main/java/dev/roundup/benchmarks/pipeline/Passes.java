package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.baseline.Baseline;
import dev.roundup.benchmarks.baseline.Decoding;
import dev.roundup.benchmarks.baseline.FlatRocksDb;
import dev.roundup.benchmarks.baseline.Naive;
import dev.roundup.benchmarks.baseline.PassThrough;
import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** One pass each of what is compared, over the log of a cluster, each from nothing. */
public final class Passes {
  /** The part of the log that warms up before the clock starts. */
  private static final double SKIP = 0.1;

  private final Cluster cluster;

  /** Counted before any clock starts: the two cores are busy enough. */
  private final Map<String, String> expected;

  private final double skip;

  /** Over the log of a cluster, which holds a workload. */
  public Passes(Cluster cluster, Workload workload) {
    this(cluster, workload, SKIP);
  }

  /**
   * As the other.
   *
   * @param skip the part of the log that is folded before the clock starts
   */
  public Passes(Cluster cluster, Workload workload, double skip) {
    this.cluster = cluster;
    this.expected = workload.expected();
    this.skip = skip;
  }

  /** Reads and does nothing. */
  public Throughput bareConsumer() {
    return BareConsumer.pass(cluster, new ByteArrayDeserializer());
  }

  /** Reads and decodes. */
  public Throughput decodingConsumer() {
    try (Serde<MeetupEvent> facts = facts()) {
      return BareConsumer.pass(cluster, facts.deserializer());
    }
  }

  /** Reads, decodes and counts in maps; its counters are checked. */
  public Throughput plainFold() {
    return PlainFolding.pass(cluster, this::facts, expected);
  }

  /** The real processor; its roundups are checked. */
  public Throughput app(Map<String, String> settings) {
    cluster.startOver(Topics.ROUNDUPS);
    try (App app = new App(cluster, settings)) {
      return watch(app.group(), app::requireAlive, () -> App.verify(cluster, expected));
    }
  }

  /** Reads and writes on, in Kafka Streams. */
  public Throughput passThrough() {
    cluster.startOver(Baseline.OUTPUT);
    return unchecked(PassThrough.topology());
  }

  /** Reads and decodes, in Kafka Streams. */
  public Throughput decodingStreams() {
    try (Serde<MeetupEvent> facts = facts()) {
      return unchecked(Decoding.topology(facts));
    }
  }

  /** With the app's commits: what bounds it may not be slower for others. */
  private Throughput unchecked(Topology topology) {
    Properties settings = Baseline.settings();
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "500");
    try (Baseline baseline = new Baseline(cluster, topology, settings)) {
      return watch(baseline.group(), baseline::requireAlive, () -> 0);
    }
  }

  /** The flat design on a tuned RocksDB; its counters are checked. */
  public Throughput flatRocksDb() {
    try (Serde<MeetupEvent> facts = facts()) {
      return baseline(FlatRocksDb.topology(facts), FlatRocksDb.settings());
    }
  }

  /** One growing record a meetup; its counters are checked. */
  public Throughput naive() {
    try (Serde<MeetupEvent> facts = facts()) {
      return baseline(Naive.topology(facts), Baseline.settings());
    }
  }

  private Throughput baseline(Topology topology, Properties settings) {
    cluster.startOver(Baseline.OUTPUT);
    try (Baseline baseline = new Baseline(cluster, topology, settings)) {
      return watch(
          baseline.group(),
          baseline::requireAlive,
          () -> Outputs.await(cluster, Baseline.OUTPUT, expected, Baseline::line));
    }
  }

  private Serde<MeetupEvent> facts() {
    return AvroSerdes.values(cluster.settings(Map.of()), MeetupEvent.class);
  }

  private Throughput watch(String group, Runnable requireAlive, LongSupplier published) {
    try (Progress progress = new Progress(cluster, group, requireAlive)) {
      return progress.awaitAll(skip, published);
    }
  }
}
