package dev.roundup.standalone.demo;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.standalone.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The directory that a demo plays in: empty at its start, whatever an earlier demo left there.
 * Nothing is deleted that no demo has made.
 */
final class DemoDirectory {
  private DemoDirectory() {}

  /**
   * Empties the directory, or makes it, and holds it.
   *
   * @throws Failure if there is something in it that no demo has made, or a demo is running there
   */
  static DataDirectory hold(Path path) {
    try {
      if (isForeign(path)) {
        throw new Failure(
            ExitCode.CONFIGURATION,
            "%s is no demo's directory, or no longer, and a demo empties its directory: choose another with --out."
                .formatted(path.toAbsolutePath().normalize()));
      }
      Files.createDirectories(path);
      DataDirectory.markDisposable(path);
      DataDirectory directory = DataDirectory.hold(path);
      empty(directory);
      return directory;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CONFIGURATION, "The demo's directory " + path + " is of no use: " + e, e);
    }
  }

  private static boolean isForeign(Path path) throws IOException {
    if (!Files.exists(path) || DataDirectory.isDisposable(path)) {
      return false;
    }
    if (!Files.isDirectory(path)) {
      return true;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isPresent();
    }
  }

  private static void empty(DataDirectory directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory.path())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory.path()) && !directory.isOwn(file)) {
          Files.delete(file);
        }
      }
    }
  }
}
