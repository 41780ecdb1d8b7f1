package dev.roundup.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Another JVM of ours, with this one's class path or another, whose output is read line by line.
 */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

  private ChildJvm(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException e) {
      output.add("its output cannot be read: " + e);
    }
  }

  /** With the class path of this process. */
  public static ChildJvm start(List<String> jvm, String mainClass, List<String> arguments) {
    return start(System.getProperty("java.class.path"), jvm, mainClass, arguments);
  }

  /** With a class path of its own. */
  public static ChildJvm start(
      String classPath, List<String> jvm, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dlogback.configurationFile=logback-bench.xml");
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    try {
      return new ChildJvm(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line of the output, at most ten minutes. */
  public String awaitLine(Predicate<String> wanted) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    try {
      while (System.nanoTime() < deadline && (process.isAlive() || !output.isEmpty())) {
        String line = output.poll(100, TimeUnit.MILLISECONDS);
        if (line != null && wanted.test(line)) {
          return line;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("A measured process did not get so far: " + process.info());
  }

  /** What it has written since, up to its end. */
  public List<String> lines() {
    await();
    List<String> lines = new ArrayList<>();
    output.drainTo(lines);
    return lines;
  }

  /** A process that has ended has no figure. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("A measured process has ended: " + process.info());
    }
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Ends the process as an operator does (SIGTERM), and waits. */
  public void stop() {
    process.destroy();
    await();
  }

  /** Ends the process as a crash does (SIGKILL), and waits. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Waits for the end, at most an hour. */
  public int await() {
    try {
      if (!process.waitFor(1, TimeUnit.HOURS)) {
        process.destroyForcibly();
        throw new IllegalStateException("A measured process did not end: " + process.info());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Closes the process's input, which ours take as the wish to end, and waits. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
    await();
  }
}
