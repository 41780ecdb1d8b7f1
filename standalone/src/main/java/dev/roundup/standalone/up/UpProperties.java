package dev.roundup.standalone.up;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    String text =
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    Path onItsWay = file.resolveSibling(FILE + ".tmp");
    try {
      Files.writeString(onItsWay, text, StandardCharsets.ISO_8859_1);
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
