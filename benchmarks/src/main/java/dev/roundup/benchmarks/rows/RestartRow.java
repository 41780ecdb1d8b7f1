package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Trickle;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.AppProcess;
import dev.roundup.benchmarks.pipeline.ClassArchive;
import dev.roundup.benchmarks.pipeline.Packaged;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.pipeline.Waiting;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * From the start of the process to ready again, with facts coming in: after it was told to stop,
 * after it was killed soon after that, and after it was killed when no snapshot was left to use.
 */
public final class RestartRow implements Row {
  private static final int RSVPS = 1_000;
  private static final int FACTS_PER_SECOND = 500;
  private static final String SNAPSHOT = ".packed";

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public String title() {
    return "Process start to ready again, 500 facts/s coming in";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    Workload workload = Workload.of(effort.size(300_000, 1_120_000), RSVPS);
    Path state = Scratch.directory("state");
    effort.say("archiving classes, as the image does");
    try (ClassArchive classes = ClassArchive.of(RestartRow::twice);
        Cluster cluster = Cluster.start()) {
      effort.say("loading %,d facts".formatted(workload.facts()));
      Loader.load(cluster, workload);
      Supplier<AppProcess> start = () -> start(cluster, state, classes.options());
      start.get().close();
      Trickle trickle = new Trickle(cluster, workload, FACTS_PER_SECOND);
      try (trickle) {
        String of = "%,d attendees".formatted(workload.attendees());
        return figures(
            effort,
            start,
            List.of(
                new End("after a clean stop, " + of, AppProcess::close, 2),
                new End("after kill -9, " + of, AppProcess::kill, 5),
                new End(
                    "the same without a snapshot",
                    app -> {
                      app.kill();
                      Scratch.delete(state, SNAPSHOT);
                    },
                    5)));
      }
    } finally {
      Scratch.delete(state);
    }
  }

  /** How a process ends before it starts again, and the most seconds that may take. */
  private record End(String what, Consumer<AppProcess> how, double most) {}

  /**
   * In turns, and the first of each is not counted: a broker that has just taken a million facts is
   * busy with them for a while.
   */
  private static List<Figure> figures(Effort effort, Supplier<AppProcess> start, List<End> ends) {
    double[][] seconds = new double[ends.size()][effort.passes()];
    for (int pass = -1; pass < effort.passes(); pass++) {
      for (int i = 0; i < ends.size(); i++) {
        double again = again(start, ends.get(i));
        effort.say("%s: ready again after %.2f s".formatted(ends.get(i).what, again));
        if (pass >= 0) {
          seconds[i][pass] = again;
        }
      }
    }
    return IntStream.range(0, ends.size())
        .mapToObj(i -> figure(ends.get(i).what, seconds[i], ends.get(i).most))
        .toList();
  }

  private static double again(Supplier<AppProcess> start, End end) {
    AppProcess app = start.get();
    Waiting.seconds(3);
    end.how.accept(app);
    long began = System.nanoTime();
    AppProcess next = start.get();
    double seconds = Waiting.secondsSince(began);
    next.close();
    return seconds;
  }

  /** As the image is trained: a start that finds what it left loads more. */
  private static void twice(Cluster cluster, List<String> jvm) {
    Path state = Scratch.directory("state");
    try {
      start(cluster, state, List.of()).close();
      start(cluster, state, jvm).close();
    } finally {
      Scratch.delete(state);
    }
  }

  private static AppProcess start(Cluster cluster, Path state, List<String> jvm) {
    AppProcess app =
        new AppProcess(
            Packaged.STREAMS,
            jvm,
            List.of("-b", cluster.bootstrapServers(), "-r", cluster.registry()),
            Map.of("state.dir", state.toString(), "stores", "memory"));
    app.awaitReady();
    return app;
  }

  private static Figure figure(String what, double[] seconds, double most) {
    return Figure.alone(what, Throughput.median(seconds), "s", Target.atMost(most))
        .withSpread(
            Arrays.stream(seconds)
                .sorted()
                .mapToObj("%.2f"::formatted)
                .collect(Collectors.joining(" ")));
  }
}
