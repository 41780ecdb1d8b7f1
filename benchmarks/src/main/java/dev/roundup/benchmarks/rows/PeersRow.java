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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same fold in other systems. All read the same log, are timed over its second half, so that
 * each has warmed up, and have their counters checked.
 */
public final class PeersRow implements Row {
  private static final Target FASTER = Target.atLeast(1);

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
        double memory = median(effort, "memory, " + size, passes, "memory");
        double disk = median(effort, "RocksDB, " + size, passes, "rocksdb");
        Peers peers = new Peers(cluster, workload, Baseline.OUTPUT);
        double heap = peer(effort, "Flink, heap", () -> peers.flink("hashmap"));
        double flinkDisk = peer(effort, "Flink, RocksDB", () -> peers.flink("rocksdb"));
        double postgres = peer(effort, "PostgreSQL", peers::postgres);
        figures.add(figure("memory, " + size, memory, "Flink, heap", heap));
        figures.add(figure("RocksDB, " + size, disk, "Flink, RocksDB", flinkDisk));
        figures.add(figure("memory, " + size, memory, "PostgreSQL", postgres));
        figures.add(figure("RocksDB, " + size, disk, "PostgreSQL", postgres));
      }
    }
    return figures;
  }

  private static double median(Effort effort, String what, Passes passes, String stores) {
    return Throughput.median(effort.warm(what, () -> passes.app(Map.of("stores", stores))))
        .factsPerSecond();
  }

  private static double peer(
      Effort effort, String what, java.util.function.Supplier<Throughput> pass) {
    return Throughput.median(effort.counted(what, pass)).factsPerSecond();
  }

  private static Figure figure(String what, double ours, String peer, double theirs) {
    return Figure.against(what, ours, "facts/s", peer, theirs, FASTER);
  }
}
