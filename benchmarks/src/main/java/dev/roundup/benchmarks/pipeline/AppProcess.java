package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app as it is run: a process of its own, with the launcher's options. */
public final class AppProcess implements AutoCloseable {
  private static final List<String> LAUNCHER = List.of("-XX:+UseSerialGC", "-Xshare:auto");
  private static final Pattern HEALTH = Pattern.compile("(http://\\S+?)(/health/ready)?/?\\s*$");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ChildJvm process;
  private final long began;

  /** Starts it. */
  public AppProcess(String mainClass, List<String> arguments, Map<String, String> settings) {
    this(List.of(), mainClass, arguments, settings);
  }

  /** Starts it with options of the JVM. */
  public AppProcess(
      List<String> jvm, String mainClass, List<String> arguments, Map<String, String> settings) {
    List<String> all = new ArrayList<>(arguments);
    settings.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    List<String> options = new ArrayList<>(LAUNCHER);
    options.addAll(jvm);
    this.began = System.nanoTime();
    this.process = ChildJvm.start(options, mainClass, all);
  }

  /** Waits until it says that it is ready; seconds since its start. */
  public double awaitReady() {
    Matcher line = HEALTH.matcher(process.awaitLine(text -> HEALTH.matcher(text).find()));
    line.find();
    URI ready = URI.create(line.group(1) + "/health/ready");
    Waiting.until(() -> status(ready) == 200);
    return Waiting.secondsSince(began);
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
