package dev.roundup.sink.git;

import dev.roundup.sink.file.DiskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files of the site that were written and are not committed yet, noted down before they are
 * written: a process that is killed leaves the next one to commit them.
 */
final class Journal {
  private final Path file;
  private final Set<String> paths = new TreeSet<>();

  private Journal(Path file) {
    this.file = file;
  }

  static Journal open(Path directory) {
    Journal journal = new Journal(directory.resolve("written"));
    try {
      Files.createDirectories(directory);
      if (Files.exists(journal.file)) {
        journal.paths.addAll(Files.readAllLines(journal.file, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw DiskFailure.of("read", journal.file, e);
    }
    return journal;
  }

  void add(String path) {
    if (paths.add(path)) {
      try {
        Files.writeString(file, path + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw DiskFailure.of("written", file, e);
      }
    }
  }

  Set<String> paths() {
    return new TreeSet<>(paths);
  }

  /** All of it is committed. */
  void clear() throws IOException {
    if (!paths.isEmpty()) {
      paths.clear();
      Files.deleteIfExists(file);
    }
  }
}
