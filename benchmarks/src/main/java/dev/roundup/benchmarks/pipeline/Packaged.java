package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.producer.ProducerMain;
import dev.roundup.sink.SinkMain;
import dev.roundup.streams.StreamsMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An app as its image holds it: its own jar and its libraries, as Maven put them into target. */
public enum Packaged {
  STREAMS(
      "streams-processor", StreamsMain.class, "-XX:+UseParallelGC -XX:+UseTransparentHugePages"),
  SINK("roundup-sink", SinkMain.class, "-XX:+UseSerialGC"),
  PRODUCER("producer", ProducerMain.class, "-XX:+UseSerialGC");

  private final String module;
  private final Class<?> main;
  private final String jvm;

  Packaged(String module, Class<?> main, String jvm) {
    this.module = module;
    this.main = main;
    this.jvm = jvm;
  }

  /** Options of the JVM that the launcher gives this app and not every one. */
  List<String> jvm() {
    return List.of(jvm.split(" ", -1));
  }

  /** The class that starts it. */
  public String mainClass() {
    return main.getName();
  }

  /** In an order that does not depend on the disk: an archive of classes is for one class path. */
  public String classPath() {
    Path target = target();
    return Stream.of(target, target.resolve("lib"))
        .flatMap(Packaged::jars)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What all its jars come to, in MiB. */
  public double mebibytes() {
    Path target = target();
    long own = jars(target).mapToLong(jar -> jar.toFile().length()).sum();
    return (own + Scratch.size(target.resolve("lib"))) / (1024.0 * 1024);
  }

  private static Stream<Path> jars(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path target() {
    try {
      // benchmarks/target/classes
      Path ours =
          Path.of(Packaged.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ours.resolve("../../..").resolve(module).resolve("target").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
