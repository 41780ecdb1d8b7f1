package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An app as it is run: a process of its own, with its image's jars and the launcher's options. */
public final class AppProcess implements AutoCloseable {
  private static final List<String> LAUNCHER =
      List.of(
          "-Xshare:auto",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000",
          // not on the app's class path
          "-Dlogback.configurationFile="
              + AppProcess.class.getClassLoader().getResource("logback-bench.xml"));
  private static final Pattern HEALTH = Pattern.compile("(http://\\S+?)(/health/ready)?/?\\s*$");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ChildJvm process;
  private final long began;

  /** Starts it with options of the JVM. */
  public AppProcess(
      Packaged app, List<String> jvm, List<String> arguments, Map<String, String> settings) {
    List<String> all = new ArrayList<>(arguments);
    settings.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    this.began = System.nanoTime();
    this.process = ChildJvm.start(app.classPath(), options(app, jvm), app.mainClass(), all);
  }

  /** The launcher's options of the JVM for an app, and others. */
  public static List<String> options(Packaged app, List<String> others) {
    List<String> options = new ArrayList<>(LAUNCHER);
    options.addAll(app.jvm());
    options.addAll(others);
    return options;
  }

  /** A process that has ended has no figure. */
  public void requireAlive() {
    process.requireAlive();
  }

  /** Seconds since its start. */
  public double seconds() {
    return Waiting.secondsSince(began);
  }

  /** Waits until it has ended well; seconds since its start. */
  public double awaitEnd() {
    int exitCode = process.await();
    if (exitCode != 0) {
      throw new IllegalStateException("A measured process ended with exit code " + exitCode);
    }
    return seconds();
  }

  /** Waits until it says that it is ready; seconds since its start. */
  public double awaitReady() {
    Matcher line = HEALTH.matcher(process.awaitLine(text -> HEALTH.matcher(text).find()));
    line.find();
    URI ready = URI.create(line.group(1) + "/health/ready");
    Waiting.seldomUntil(() -> status(ready) == 200);
    return seconds();
  }

  private int status(URI uri) {
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Memory that it really has, in MiB. */
  public double residentMebibytes() {
    return mebibytes(RESIDENT);
  }

  /** The most memory that it ever really had, in MiB. */
  public double peakMebibytes() {
    return mebibytes(PEAK);
  }

  /** What its heap holds after a full collection, in MiB. */
  public double liveMebibytes() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process histogram =
          new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
      try (BufferedReader lines = histogram.inputReader(StandardCharsets.UTF_8)) {
        Matcher total = TOTAL.matcher(lines.lines().collect(Collectors.joining("\n")));
        return total.find() ? Long.parseLong(total.group(1)) / (1024.0 * 1024) : Double.NaN;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processor time of all its threads so far, in seconds. */
  public double cpuSeconds() {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(time -> time.toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  private double mebibytes(Pattern line) {
    try {
      Matcher status =
          line.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
      return status.find() ? Long.parseLong(status.group(1)) / 1024.0 : Double.NaN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a crash does. */
  public void kill() {
    process.kill();
  }

  /** As an operator does. */
  @Override
  public void close() {
    process.stop();
  }
}
