package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.load.Evenings;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** The classes that an app loads, archived as its image has them: by a run on a small Kafka. */
public final class ClassArchive implements AutoCloseable {
  private static final String QUIETLY = "-Xlog:cds*=off";

  private final Path directory = Scratch.directory("classes");
  private final Path file = directory.resolve("classes.jsa");

  private ClassArchive() {}

  /**
   * Makes it.
   *
   * @param run runs the app on a cluster with these options of the JVM, and ends it
   */
  public static ClassArchive of(BiConsumer<Cluster, List<String>> run) {
    ClassArchive archive = new ClassArchive();
    try (Cluster cluster = Cluster.start()) {
      Loader.load(cluster, Workload.of(100, 10));
      Evenings.load(cluster, 3);
      run.accept(cluster, List.of("-XX:ArchiveClassesAtExit=" + archive.file, QUIETLY));
    }
    if (!Files.exists(archive.file)) {
      archive.close();
      throw new IllegalStateException("The JVM wrote no archive of classes");
    }
    return archive;
  }

  /** What a JVM needs to be told to use it. */
  public List<String> options() {
    return List.of("-XX:SharedArchiveFile=" + file, QUIETLY);
  }

  /** How large it is, in MiB. */
  public double mebibytes() {
    return Scratch.size(directory) / (1024.0 * 1024);
  }

  @Override
  public void close() {
    Scratch.delete(directory);
  }
}
