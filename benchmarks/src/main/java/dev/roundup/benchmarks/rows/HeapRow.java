package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.App;
import dev.roundup.benchmarks.pipeline.Changelog;
import dev.roundup.benchmarks.pipeline.Progress;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.schemas.topic.Topics;
import java.util.List;
import java.util.Map;

/** Heap that a million attendees take in the running app, beside their bytes on the changelog. */
public final class HeapRow implements Row {
  private static final double MILLION = 1e6;
  private static final double MEBIBYTE = 1 << 20;
  private static final int RSVPS = 1_000;

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public String title() {
    return "Heap per million attendees, stores in memory, after a full collection";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    Workload large = Workload.of(effort.size(400_000, 1_200_000), RSVPS);
    Workload small = Workload.of(RSVPS, RSVPS);
    long idle;
    try (Cluster cluster = Cluster.start();
        App app = folded(effort, cluster, small)) {
      idle = used(app);
    }
    try (Cluster cluster = Cluster.start();
        App app = folded(effort, cluster, large)) {
      double millions = (large.attendees() - small.attendees()) / MILLION;
      double heap = (used(app) - idle) / millions / MEBIBYTE;
      Changelog changelog = Changelog.read(cluster, app.group() + "-attendees-changelog");
      double bytes = changelog.bytes() / (changelog.entries() / MILLION) / MEBIBYTE;
      return List.of(
          Figure.against(
              "per million attendees", heap, "MiB", "on the changelog", bytes, Target.atMost(3)));
    }
  }

  private static App folded(Effort effort, Cluster cluster, Workload workload) {
    effort.say("folding %,d facts".formatted(workload.facts()));
    Loader.load(cluster, workload);
    cluster.startOver(Topics.ROUNDUPS);
    App app = new App(cluster, Map.of("stores", "memory"));
    try (Progress progress = new Progress(cluster, app.group(), app::requireAlive)) {
      progress.awaitAtLeast(progress.onLog());
    }
    App.verify(cluster, workload.expected());
    return app;
  }

  /** Of the whole process, while the app is still there. */
  private static long used(App app) {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    if (!app.ready()) {
      throw new IllegalStateException("The app whose heap is measured does not run any more");
    }
    return least;
  }
}
