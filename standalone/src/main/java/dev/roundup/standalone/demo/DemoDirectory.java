package dev.roundup.standalone.demo;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.standalone.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;
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
      refuseForeign(path, file -> true);
      DataDirectory directory = DataDirectory.hold(path);
      try {
        // somebody else may have had it for a moment; the lock is ours now
        refuseForeign(path, file -> !DataDirectory.isOwn(path, file));
        DataDirectory.markDisposable(path);
        empty(directory);
        return directory;
      } catch (IOException | Failure e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CONFIGURATION, "The demo's directory " + path + " is of no use: " + e, e);
    }
  }

  private static void refuseForeign(Path path, Predicate<Path> counts) throws IOException {
    if (isForeign(path, counts)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "%s is no demo's directory, or no longer, and a demo empties its directory: choose another with --out."
              .formatted(path.toAbsolutePath().normalize()));
    }
  }

  private static boolean isForeign(Path path, Predicate<Path> counts) throws IOException {
    if (!Files.exists(path) || DataDirectory.isDisposable(path)) {
      return false;
    }
    if (!Files.isDirectory(path)) {
      return true;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.anyMatch(counts);
    }
  }

  private static void empty(DataDirectory directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory.path())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory.path()) && !DataDirectory.isOwn(directory.path(), file)) {
          Files.delete(file);
        }
      }
    }
  }
}
