package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.App;
import dev.roundup.benchmarks.pipeline.Passes;
import dev.roundup.benchmarks.pipeline.Progress;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.pipeline.Waiting;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.schemas.topic.Topics;
import java.util.List;
import java.util.Map;

/** All state made anew: from the log, and from the changelogs. */
public final class RebuildRow implements Row {
  private static final int RSVPS = 1_000;

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public String title() {
    return "All state made anew, from start to caught up";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    Workload workload = Workload.of(effort.size(1_000_000, 10_000_000), RSVPS);
    try (Cluster cluster = Cluster.start()) {
      effort.say("loading %,d facts".formatted(workload.facts()));
      Loader.load(cluster, workload);
      Passes passes = new Passes(cluster, workload);
      double bare =
          Throughput.median(effort.warm("bare consumer", passes::bareConsumer)).factsPerSecond();
      effort.say("rebuilding from the log");
      cluster.startOver(Topics.ROUNDUPS);
      long began = System.nanoTime();
      try (App app = new App(cluster, Map.of("stores", "memory"));
          Progress progress = new Progress(cluster, app.group(), app::requireAlive)) {
        progress.awaitAtLeast(progress.onLog());
        double fromLog = workload.facts() / Waiting.secondsSince(began);
        app.verify(workload.expected());
        List<Throughput> fromSnapshots =
            effort.warm("from snapshots", () -> again(app, workload, () -> {}));
        List<Throughput> fromChangelogs =
            effort.warm("from changelogs", () -> again(app, workload, app::forgetStores));
        String of = "of %,d facts".formatted(workload.facts());
        return List.of(
            Figure.against(
                "from the log, " + of,
                fromLog,
                "facts/s",
                "bare consumer",
                bare,
                Target.atLeast(0.15)),
            Figure.against(
                    "from changelogs, " + of,
                    Throughput.median(fromChangelogs).factsPerSecond(),
                    "facts/s",
                    "bare consumer",
                    bare,
                    Target.atLeast(0.4))
                .withSpread(Effort.spread(fromChangelogs)),
            Figure.against(
                    "from snapshots, " + of,
                    Throughput.median(fromSnapshots).factsPerSecond(),
                    "facts/s",
                    "bare consumer",
                    bare,
                    Target.none())
                .withSpread(Effort.spread(fromSnapshots)));
      }
    }
  }

  private static Throughput again(App app, Workload workload, Runnable beforehand) {
    app.stop();
    beforehand.run();
    System.gc(); // a process that starts has no garbage of one before it
    long began = System.nanoTime();
    app.start();
    Waiting.until(app::ready);
    return new Throughput(workload.facts() / Waiting.secondsSince(began), Double.NaN);
  }
}
