package dev.roundup.standalone.edits;

import dev.roundup.sink.SinkMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The sink as it is run, to be killed. */
final class SinkProcess implements AutoCloseable {
  private final List<String> command;
  private final Path log;
  private Process process;

  SinkProcess(String bootstrapServers, String registry, Path directory) {
    this.log = directory.resolve("sink.log");
    this.command =
        Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                SinkMain.class.getName(),
                "-b",
                bootstrapServers,
                "-r",
                registry,
                "--set",
                "site.dir=" + directory.resolve("site"),
                "--set",
                "state.dir=" + directory.resolve("sink-state"))
            .toList();
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** As a crash does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** As an operator does. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
