package dev.roundup.standalone.up;

import dev.roundup.schemas.cli.Signals;
import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.kafka.Start;
import dev.roundup.standalone.data.DataDirectory;
import dev.roundup.standalone.data.Logs;
import dev.roundup.standalone.kafka.FatalFaults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the pipeline in one process until it is told to stop. */
@Command(
    name = "up",
    description = {
      "Runs everything in one process, on a Kafka of its own, until it is stopped.",
      "All that it keeps is in one directory: started again, it goes on where it was."
    })
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      defaultValue = "roundup-data",
      description = "Where everything is kept; ${DEFAULT-VALUE} if you do not say.")
  private Path data;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Kafka's port; any free one if you do not say.")
  private int port;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The schema registry's port; any free one if you do not say.")
  private int registryPort;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Settings, as a properties file.")
  private Path config;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Any setting, by its name in a file, such as template.dir or site.dir.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--rebuild",
      description = {
        "Build all state anew from the log, and make every post again.",
        "What people wrote in the site stays, and what they deleted stays deleted."
      })
  private boolean rebuild;

  private static final long BETWEEN_LOOKS_MILLIS = 50;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CompletableFuture<Integer> signal = Signals.stop();
    try (DataDirectory directory = DataDirectory.hold(data)) {
      directory.keep();
      Path log = directory.resolve("roundup.log");
      Logs.to(log);
      UpProperties properties = new UpProperties(directory.path());
      properties.remove();
      Settings settings = Settings.load(config, System.getenv(), set);
      out.println("Starting on " + directory.path() + " ...");
      out.flush();
      try (Pipeline pipeline =
          Pipeline.start(
              directory,
              new Pipeline.Ports(port, registryPort),
              settings,
              rebuild ? Start.REBUILD : Start.WHERE_IT_LEFT_OFF,
              FatalFaults.STOP_PROCESS)) {
        properties.write(pipeline.addresses());
        CompletableFuture<Integer> end = firstOf(pipeline.stopped(), signal);
        if (readyBefore(end, pipeline)) {
          tell(out, pipeline, log);
        }
        int exitCode = end.join();
        out.println("Stopping ...");
        out.flush();
        properties.remove();
        return exitCode;
      }
    }
  }

  private static CompletableFuture<Integer> firstOf(
      CompletableFuture<Integer> one, CompletableFuture<Integer> other) {
    return one.applyToEither(other, exitCode -> exitCode);
  }

  /** Waits until everything has caught up with the log; false if the end comes first. */
  private static boolean readyBefore(CompletableFuture<Integer> end, Pipeline pipeline) {
    while (!pipeline.ready()) {
      try {
        end.get(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        return false;
      } catch (TimeoutException e) {
        // not at its end: look again
      } catch (InterruptedException | ExecutionException e) {
        return false; // whoever waits for the end meets the same
      }
    }
    return true;
  }

  private void tell(PrintWriter out, Pipeline pipeline, Path log) {
    boolean usual = data.equals(Path.of("roundup-data"));
    out.println("Roundup is up.");
    out.println();
    out.println("  posts     " + pipeline.site());
    out.println("  Kafka     " + pipeline.bootstrapServers());
    out.println("  registry  " + pipeline.registry());
    out.println("  log       " + log);
    out.println("  figures   " + pipeline.streamsHttp() + "/metrics of the processor,");
    out.println("            " + pipeline.sinkHttp() + "/metrics of the sink");
    out.println();
    out.println("Publish facts from another terminal:");
    out.println();
    out.println("  roundup publish " + (usual ? "" : "--data " + data + " ") + "FILE");
    out.println("  roundup facts            what a fact looks like");
    out.println();
    out.println("Ctrl-C stops it; nothing is lost, however it ends.");
    out.flush();
  }
}
