package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.baseline.Baseline;
import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.Passes;
import dev.roundup.benchmarks.pipeline.Peers;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.benchmarks.rows.Effort.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same fold in other systems, in turns after a pass of each that nobody counts. All read the
 * same log, are timed over its second half, so that each has warmed up, and have their counters
 * checked. Ours runs in the bench's JVM, which that pass has warmed, each peer in a fresh one.
 */
public final class PeersRow implements Row {
  private static final Target FASTER = Target.atLeast(1);
  private static final String MEMORY = "memory";
  private static final String ROCKSDB = "RocksDB";
  private static final String FLINK_HEAP = "Flink, heap";
  private static final String FLINK_ROCKSDB = "Flink, RocksDB";
  private static final String POSTGRES = "PostgreSQL";

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String title() {
    return "The same fold in Apache Flink and in PostgreSQL (exactly-once, second half of the log)";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    List<Figure> figures = new ArrayList<>();
    for (int rsvps : effort.full() ? new int[] {100, 10_000} : new int[] {100}) {
      Workload workload = Workload.of(effort.size(500_000, 2_000_000), rsvps);
      String size = "%,d RSVPs".formatted(rsvps);
      try (Cluster cluster = Cluster.start()) {
        effort.say("loading %,d facts, %s a meetup".formatted(workload.facts(), size));
        Loader.load(cluster, workload);
        Passes passes = new Passes(cluster, workload, 0.5);
        Peers peers = new Peers(cluster, workload, Baseline.OUTPUT);
        Map<String, List<Throughput>> measured =
            effort.inTurns(
                size,
                List.of(
                    new Contender(MEMORY, () -> passes.app(Map.of("stores", "memory"))),
                    new Contender(ROCKSDB, () -> passes.app(Map.of("stores", "rocksdb"))),
                    new Contender(FLINK_HEAP, () -> peers.flink("hashmap")),
                    new Contender(FLINK_ROCKSDB, () -> peers.flink("rocksdb")),
                    new Contender(POSTGRES, peers::postgres)));
        figures.add(figure(size, measured, MEMORY, FLINK_HEAP));
        figures.add(figure(size, measured, ROCKSDB, FLINK_ROCKSDB));
        figures.add(figure(size, measured, MEMORY, POSTGRES));
        figures.add(figure(size, measured, ROCKSDB, POSTGRES));
      }
    }
    return figures;
  }

  private static Figure figure(
      String size, Map<String, List<Throughput>> measured, String ours, String theirs) {
    return Figure.against(
            ours + ", " + size,
            factsPerSecond(measured.get(ours)),
            "facts/s",
            theirs,
            factsPerSecond(measured.get(theirs)),
            FASTER)
        .withSpread(Effort.spread(measured.get(ours)));
  }

  private static double factsPerSecond(List<Throughput> passes) {
    return Throughput.median(passes).factsPerSecond();
  }
}
