package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.pipeline.AppProcess;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.pipeline.Waiting;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.sink.SinkMain;
import dev.roundup.streams.StreamsMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Start of the process to ready on an empty log, and the memory it has ten seconds later. */
public final class StartupRow implements Row {
  private static final long IDLE_SECONDS = 10;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String title() {
    return "Each app alone: start to ready, resident memory when idle";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    try (Cluster cluster = Cluster.start()) {
      List<Figure> figures = new ArrayList<>();
      figures.addAll(measure(effort, cluster, "streams", StreamsMain.class, "state.dir"));
      figures.addAll(measure(effort, cluster, "sink", SinkMain.class, "site.dir"));
      return figures;
    }
  }

  private static List<Figure> measure(
      Effort effort, Cluster cluster, String name, Class<?> main, String directoryKey) {
    double[] seconds = new double[effort.passes()];
    double[] mebibytes = new double[effort.passes()];
    for (int pass = 0; pass < seconds.length; pass++) {
      effort.say(name + ": start " + (pass + 1));
      Path directory = Scratch.directory(name);
      try (AppProcess app =
          new AppProcess(
              main.getName(),
              List.of("-b", cluster.bootstrapServers(), "-r", cluster.registry()),
              Map.of(
                  directoryKey,
                  directory.toString(),
                  "kafka." + (name.equals("sink") ? "group.id" : "application.id"),
                  name + "-" + pass))) {
        seconds[pass] = app.awaitReady();
        Waiting.seconds(IDLE_SECONDS);
        mebibytes[pass] = app.residentMebibytes();
      } finally {
        Scratch.delete(directory);
      }
    }
    return List.of(
        Figure.alone(name + ": start to ready", Throughput.median(seconds), "s", Target.none()),
        Figure.alone(name + ": memory", Throughput.median(mebibytes), "MiB", Target.none()));
  }
}
