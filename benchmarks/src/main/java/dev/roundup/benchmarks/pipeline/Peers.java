package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.ChildJvm;
import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Postgres;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.Topics;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Passes of the peers over the log of a cluster, each in a JVM of its own. */
public final class Peers {
  private static final String PACKAGE = "dev.roundup.benchmarks.peers.";

  /** What Flink asks of Java 17. */
  private static final List<String> OPENED =
      List.of(
          "-Xmx3g",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED");

  private final Cluster cluster;
  private final int rsvps;
  private final Map<String, String> expected;
  private final Topic output;

  /** Over the log of a cluster. */
  public Peers(Cluster cluster, Workload workload, Topic output) {
    this.cluster = cluster;
    this.rsvps = workload.facts() - workload.meetups();
    this.expected = workload.expected();
    this.output = output;
  }

  /**
   * Apache Flink with its Kafka connector. It tells itself how far it is, and is not asked to have
   * committed that: from its checkpoints, which come late and then all at once, nothing could be
   * measured.
   *
   * @param backend {@code hashmap} or {@code rocksdb}
   */
  public Throughput flink(String backend) {
    cluster.startOver(output);
    String group = "flink-" + UUID.randomUUID();
    Path checkpoints = Scratch.directory("flink");
    try (ChildJvm flink =
        ChildJvm.start(
            classPath(),
            OPENED,
            PACKAGE + "FlinkPeer",
            List.of(
                cluster.bootstrapServers(),
                Topics.EVENTS.name(),
                output.name(),
                group,
                backend,
                checkpoints.toString(),
                Integer.toString(rsvps)))) {
      flink.awaitLine("half"::equals);
      long began = System.nanoTime();
      flink.awaitLine("all"::equals);
      double seconds = (System.nanoTime() - began) / 1e9;
      Outputs.await(cluster, output, expected, bytes -> new String(bytes, StandardCharsets.UTF_8));
      return new Throughput((rsvps - rsvps / 2) / seconds, Double.NaN);
    } finally {
      Scratch.delete(checkpoints);
    }
  }

  /** PostgreSQL with batches of upserts. */
  public Throughput postgres() {
    String group = "postgres-" + UUID.randomUUID();
    try (Postgres server = Postgres.start()) {
      ChildJvm folding =
          ChildJvm.start(
              classPath(),
              List.of("-Xmx1g"),
              PACKAGE + "PostgresPeer",
              List.of(cluster.bootstrapServers(), Topics.EVENTS.name(), group, server.url()));
      Throughput throughput;
      try {
        folding.awaitLine("ready"::equals);
        throughput = watch(group, folding);
      } finally {
        folding.kill();
      }
      verify(server);
      return throughput;
    }
  }

  private void verify(Postgres server) {
    ChildJvm counts =
        ChildJvm.start(classPath(), List.of(), PACKAGE + "PostgresCounts", List.of(server.url()));
    Set<String> told = Set.copyOf(counts.lines());
    expected.forEach(
        (meetup, line) -> {
          if (!told.contains(meetup + " " + line)) {
            throw new IllegalStateException(
                "PostgreSQL does not say that " + meetup + " comes to " + line);
          }
        });
  }

  private Throughput watch(String group, ChildJvm peer) {
    try (Progress progress = new Progress(cluster, group, peer::requireAlive)) {
      Throughput throughput = progress.awaitAll(0.5, () -> 0);
      return new Throughput(throughput.factsPerSecond(), Double.NaN);
    }
  }

  /** The peers are a module of their own, because their versions of Kafka's clients differ. */
  private static String classPath() {
    Path ours =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(entry -> entry.endsWith(Path.of("benchmarks", "target", "classes")))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("The benchmarks do not run where they were built"));
    Path target = ours.getParent().resolveSibling("peers").resolve("target");
    return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
  }
}
