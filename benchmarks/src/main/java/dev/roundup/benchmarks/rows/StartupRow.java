package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.pipeline.AppProcess;
import dev.roundup.benchmarks.pipeline.ClassArchive;
import dev.roundup.benchmarks.pipeline.Packaged;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.pipeline.Waiting;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.schemas.codec.FactType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Each app as its image runs it, on an empty log: process start to ready (the producer: one fact
 * published, start to end), the memory it has when nothing happens, and what the image holds.
 */
public final class StartupRow implements Row {
  private static final long IDLE_SECONDS = 5;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String title() {
    return "Each app alone: start to ready on an empty log, memory when idle, size";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(server(effort, Packaged.STREAMS, "streams"));
    figures.addAll(server(effort, Packaged.SINK, "sink"));
    figures.addAll(producer(effort));
    return figures;
  }

  private static List<Figure> server(Effort effort, Packaged app, String name) {
    effort.say(name + ": archiving classes, as the image does");
    try (ClassArchive classes = ClassArchive.of((cluster, jvm) -> idle(app, cluster, jvm, 0));
        Cluster cluster = Cluster.start()) {
      double[][] with = new double[3][effort.passes()];
      double[] without = new double[effort.passes()];
      for (int pass = 0; pass < effort.passes(); pass++) {
        effort.say(name + ": pass " + (pass + 1));
        without[pass] = idle(app, cluster, List.of(), 0).seconds();
        Idle idle = idle(app, cluster, classes.options(), IDLE_SECONDS);
        with[0][pass] = idle.seconds();
        with[1][pass] = idle.resident();
        with[2][pass] = idle.live();
      }
      return List.of(
          start(name + ": start to ready", with[0], without),
          alone(name + ": resident when idle", Throughput.median(with[1])),
          alone(name + ": live in its heap", Throughput.median(with[2])),
          alone(name + ": jars", app.mebibytes()),
          alone(name + ": archive of classes", classes.mebibytes()));
    }
  }

  private record Idle(double seconds, double resident, double live) {}

  /** A start as of an app that never ran before; what it takes, and what the app then has. */
  private static Idle idle(Packaged app, Cluster cluster, List<String> jvm, long seconds) {
    Path directory = Scratch.directory("startup");
    String group = "startup-" + UUID.randomUUID();
    try (AppProcess process =
        new AppProcess(
            app,
            jvm,
            List.of("-b", cluster.bootstrapServers(), "-r", cluster.registry()),
            Map.of(
                "state.dir",
                directory.resolve("state").toString(),
                "site.dir",
                directory.resolve("site").toString(),
                "kafka.application.id",
                group))) {
      double ready = process.awaitReady();
      Waiting.seconds(seconds);
      return new Idle(ready, process.residentMebibytes(), process.liveMebibytes());
    } finally {
      Scratch.delete(directory);
    }
  }

  private static List<Figure> producer(Effort effort) {
    effort.say("producer: archiving classes, as the image does");
    try (ClassArchive classes = ClassArchive.of(StartupRow::publish);
        Cluster cluster = Cluster.start()) {
      double[] with = new double[effort.passes()];
      double[] without = new double[effort.passes()];
      for (int pass = 0; pass < effort.passes(); pass++) {
        effort.say("producer: pass " + (pass + 1));
        without[pass] = publish(cluster, List.of());
        with[pass] = publish(cluster, classes.options());
      }
      return List.of(
          start("producer: one fact, start to end", with, without),
          alone("producer: jars", Packaged.PRODUCER.mebibytes()),
          alone("producer: archive of classes", classes.mebibytes()));
    }
  }

  private static double publish(Cluster cluster, List<String> jvm) {
    Path directory = Scratch.directory("startup");
    try {
      Path fact = Files.writeString(directory.resolve("fact"), FactType.all().get(0).sample());
      try (AppProcess process =
          new AppProcess(
              Packaged.PRODUCER,
              jvm,
              List.of(
                  "publish",
                  "-b",
                  cluster.bootstrapServers(),
                  "-r",
                  cluster.registry(),
                  fact.toString()),
              Map.of())) {
        return process.awaitEnd();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Scratch.delete(directory);
    }
  }

  private static Figure start(String what, double[] with, double[] without) {
    return Figure.against(
        what,
        Throughput.median(with),
        "s",
        "no archive",
        Throughput.median(without),
        Target.none());
  }

  private static Figure alone(String what, double mebibytes) {
    return Figure.alone(what, mebibytes, "MiB", Target.none());
  }
}
