package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.Passes;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.benchmarks.rows.Effort.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real topology with its stores on disk, beside the flat design on a tuned RocksDB. */
public final class RocksDbRow implements Row {
  private static final String FLAT = "flat, tuned";

  @Override
  public String name() {
    return "rocksdb";
  }

  @Override
  public String title() {
    return "Log to roundups, exactly-once, stores in RocksDB";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    List<Figure> figures = new ArrayList<>();
    for (int rsvps : new int[] {100, 10_000}) {
      Workload workload = Workload.of(effort.size(400_000, 2_000_000), rsvps);
      String size = "%,d RSVPs a meetup".formatted(rsvps);
      try (Cluster cluster = Cluster.start()) {
        effort.say("loading %,d facts, %s".formatted(workload.facts(), size));
        Loader.load(cluster, workload);
        Passes passes = new Passes(cluster, workload);
        Map<String, List<Throughput>> measured =
            effort.inTurns(
                size,
                List.of(
                    new Contender("RocksDB", () -> passes.app(Map.of("stores", "rocksdb"))),
                    new Contender("memory", () -> passes.app(Map.of("stores", "memory"))),
                    new Contender(FLAT, passes::flatRocksDb)));
        double baseline = Throughput.median(measured.get(FLAT)).factsPerSecond();
        figures.add(
            figure("RocksDB, " + size, measured.get("RocksDB"), baseline, Target.atLeast(1.3)));
        figures.add(figure("memory, " + size, measured.get("memory"), baseline, Target.none()));
      }
    }
    return figures;
  }

  private static Figure figure(
      String what, List<Throughput> passes, double baseline, Target target) {
    return Figure.against(
            what, Throughput.median(passes).factsPerSecond(), "facts/s", FLAT, baseline, target)
        .withSpread(Effort.spread(passes));
  }
}
