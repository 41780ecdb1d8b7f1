package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.Passes;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import java.util.List;
import java.util.Map;

/** The real topology beside one growing record a meetup, from the first RSVP to the 10,000th. */
public final class NaiveRow implements Row {
  @Override
  public String name() {
    return "naive";
  }

  @Override
  public String title() {
    return "Against one growing record a meetup";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    // the naive design is so slow that it gets a log of its own
    Workload shorter = Workload.of(effort.size(20_000, 40_000), 10_000);
    List<Throughput> naive;
    try (Cluster cluster = Cluster.start()) {
      Loader.load(cluster, shorter);
      naive = effort.counted("naive", new Passes(cluster, shorter)::naive);
    }
    Workload workload = Workload.of(effort.size(400_000, 2_000_000), 10_000);
    try (Cluster cluster = Cluster.start()) {
      Loader.load(cluster, workload);
      Passes passes = new Passes(cluster, workload);
      return List.of(
          figure("memory", effort, passes, Map.of("stores", "memory"), naive),
          figure("RocksDB", effort, passes, Map.of("stores", "rocksdb"), naive));
    }
  }

  private static Figure figure(
      String what,
      Effort effort,
      Passes passes,
      Map<String, String> settings,
      List<Throughput> naive) {
    List<Throughput> app = effort.warm(what, () -> passes.app(settings));
    return Figure.against(
            what + ", 10,000 RSVPs a meetup",
            Throughput.median(app).factsPerSecond(),
            "facts/s",
            "naive",
            Throughput.median(naive).factsPerSecond(),
            Target.atLeast(20))
        .withSpread(Effort.spread(app));
  }
}
