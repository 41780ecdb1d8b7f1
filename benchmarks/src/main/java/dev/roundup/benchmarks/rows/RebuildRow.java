package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.App;
import dev.roundup.benchmarks.pipeline.AppProcess;
import dev.roundup.benchmarks.pipeline.BareConsumer;
import dev.roundup.benchmarks.pipeline.Packaged;
import dev.roundup.benchmarks.pipeline.Passes;
import dev.roundup.benchmarks.pipeline.Progress;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * All state made anew: from the log, from the changelogs, from snapshots. That is what a process
 * does that has just started, with code that is not compiled yet and memory that was never touched.
 * So each pass is a process of its own, and so is the bare consumer beside it, with the same
 * options; both are timed from their start. What a bare consumer does that is warm is told as well.
 */
public final class RebuildRow implements Row {
  private static final int RSVPS = 1_000;
  private static final List<String> HEAP = List.of("-Xms4g", "-Xmx4g");

  /** One pass: seconds from a start to the end. */
  private record Seconds(double bare, double log, double snapshots, double changelogs) {}

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public String title() {
    return "All state made anew, process start to caught up";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    Workload workload = Workload.of(effort.size(1_000_000, 10_000_000), RSVPS);
    try (Cluster cluster = Cluster.start()) {
      effort.say("loading %,d facts".formatted(workload.facts()));
      Loader.load(cluster, workload);
      Map<String, String> expected = workload.expected();
      Passes passes = new Passes(cluster, workload);
      List<Throughput> warm = effort.warm("bare consumer", passes::bareConsumer);
      List<Seconds> seconds = new ArrayList<>();
      // a broker that has just taken ten million facts is busy with them for a while
      for (int pass = 0; pass <= effort.passes(); pass++) {
        Seconds now = pass(cluster, expected);
        effort.say(
            "%s: bare consumer %.2f s, from the log %.2f s, from snapshots %.2f s, from changelogs %.2f s"
                .formatted(
                    pass == 0 ? "not counted" : "pass " + pass,
                    now.bare,
                    now.log,
                    now.snapshots,
                    now.changelogs));
        if (pass > 0) {
          seconds.add(now);
        }
      }
      return figures(workload.facts(), seconds, Throughput.median(warm).factsPerSecond());
    }
  }

  private static Seconds pass(Cluster cluster, Map<String, String> expected) {
    cluster.startOver(Topics.ROUNDUPS);
    double bare = BareConsumer.seconds(cluster, AppProcess.options(Packaged.STREAMS, HEAP));
    String group = "bench-" + UUID.randomUUID();
    Path state = Scratch.directory("state");
    try {
      double log;
      try (AppProcess app = start(cluster, group, state);
          Progress progress = new Progress(cluster, group, app::requireAlive)) {
        progress.awaitAtLeast(progress.onLog());
        log = app.seconds();
        App.verify(cluster, expected);
      }
      double snapshots = again(cluster, group, state);
      Scratch.delete(state.resolve(group));
      return new Seconds(bare, log, snapshots, again(cluster, group, state));
    } finally {
      Scratch.delete(state);
    }
  }

  private static double again(Cluster cluster, String group, Path state) {
    try (AppProcess app = start(cluster, group, state)) {
      return app.awaitReady();
    }
  }

  private static AppProcess start(Cluster cluster, String group, Path state) {
    return new AppProcess(
        Packaged.STREAMS,
        HEAP,
        List.of("-b", cluster.bootstrapServers(), "-r", cluster.registry()),
        Map.of("kafka.application.id", group, "state.dir", state.toString(), "stores", "memory"));
  }

  private static List<Figure> figures(long facts, List<Seconds> seconds, double warm) {
    List<Throughput> bare = throughputs(facts, seconds, Seconds::bare);
    List<Throughput> log = throughputs(facts, seconds, Seconds::log);
    double read = Throughput.median(bare).factsPerSecond();
    return List.of(
        beside(
            "bare consumer",
            read,
            "from the log, %,d facts".formatted(facts),
            log,
            Target.atLeast(0.15)),
        beside("warm bare consumer", warm, "  the same", log, Target.none()),
        beside(
            "bare consumer",
            read,
            "from changelogs",
            throughputs(facts, seconds, Seconds::changelogs),
            Target.atLeast(0.4)),
        beside(
            "bare consumer",
            read,
            "from snapshots",
            throughputs(facts, seconds, Seconds::snapshots),
            Target.none()),
        beside("warm bare consumer", warm, "bare consumer, process start", bare, Target.none()));
  }

  private static List<Throughput> throughputs(
      long facts, List<Seconds> seconds, ToDoubleFunction<Seconds> which) {
    return seconds.stream()
        .map(pass -> new Throughput(facts / which.applyAsDouble(pass), Double.NaN))
        .toList();
  }

  private static Figure beside(
      String baseline, double read, String what, List<Throughput> passes, Target target) {
    double median = Throughput.median(passes).factsPerSecond();
    return Figure.against(what, median, "facts/s", baseline, read, target)
        .withSpread(Effort.spread(passes));
  }
}
