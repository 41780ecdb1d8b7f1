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
        double[] stopped = again(effort, start, AppProcess::close);
        double[] killed = again(effort, start, AppProcess::kill);
        double[] bare =
            again(
                effort,
                start,
                app -> {
                  app.kill();
                  Scratch.delete(state, SNAPSHOT);
                });
        String of = "%,d attendees".formatted(workload.attendees());
        return List.of(
            figure("after a clean stop, " + of, stopped, 2),
            figure("after kill -9, " + of, killed, 5),
            figure("the same without a snapshot", bare, 5));
      }
    } finally {
      Scratch.delete(state);
    }
  }

  private static double[] again(
      Effort effort, Supplier<AppProcess> start, Consumer<AppProcess> end) {
    double[] seconds = new double[effort.passes()];
    for (int pass = 0; pass < seconds.length; pass++) {
      AppProcess app = start.get();
      Waiting.seconds(3);
      end.accept(app);
      long began = System.nanoTime();
      AppProcess next = start.get();
      seconds[pass] = Waiting.secondsSince(began);
      effort.say("ready again after %.2f s".formatted(seconds[pass]));
      next.close();
    }
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
