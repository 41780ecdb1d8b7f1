package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.Passes;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a fact costs the same in a small meetup and in a huge one. */
public final class FlatnessRow implements Row {
  @Override
  public String name() {
    return "flatness";
  }

  @Override
  public String title() {
    return "Cost per fact by size of the meetup, stores in memory (CPU of the stream threads)";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    List<Figure> figures = new ArrayList<>();
    double first = Double.NaN;
    for (int rsvps : new int[] {100, 10_000, effort.size(250_000, 1_000_000)}) {
      Workload workload = Workload.of(effort.size(1_000_000, 4_000_000), rsvps);
      try (Cluster cluster = Cluster.start()) {
        effort.say("loading %,d facts, %,d a meetup".formatted(workload.facts(), rsvps));
        Loader.load(cluster, workload);
        Passes passes = new Passes(cluster, workload);
        List<Throughput> app =
            effort.warm(
                "%,d RSVPs a meetup".formatted(rsvps),
                () -> passes.app(Map.of("stores", "memory")));
        double cpu = Throughput.median(app).cpuMicros();
        String what = "%,d RSVPs a meetup".formatted(rsvps);
        if (Double.isNaN(first)) {
          first = cpu;
          figures.add(Figure.alone(what, cpu, "µs/fact", Target.none()));
        } else {
          figures.add(
              Figure.against(what, cpu, "µs/fact", "100 a meetup", first, Target.atMost(1.15)));
        }
      }
    }
    return figures;
  }
}
