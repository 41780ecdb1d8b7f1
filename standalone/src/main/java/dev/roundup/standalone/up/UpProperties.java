package dev.roundup.standalone.up;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/**
 * The file that says where a running {@code up} can be reached: settings, as every verb reads them.
 * It is there while the process runs, unless that was killed.
 */
final class UpProperties {
  static final String FILE = "up.properties";

  private final Path file;

  UpProperties(Path directory) {
    this.file = directory.resolve(FILE);
  }

  Path file() {
    return file;
  }

  /** Readers find the whole file, or none. */
  void write(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path onItsWay = file.resolveSibling(FILE + ".tmp");
    try {
      try (Writer writer = Files.newBufferedWriter(onItsWay)) {
        properties.store(writer, null);
      }
      Files.move(
          onItsWay, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure(ExitCode.CONFIGURATION, file + " cannot be written: " + e, e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure(ExitCode.CONFIGURATION, file + " cannot be removed: " + e, e);
    }
  }
}
