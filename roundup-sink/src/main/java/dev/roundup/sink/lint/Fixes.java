package dev.roundup.sink.lint;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Puts right what nobody can mean otherwise. */
final class Fixes {
  private Fixes() {}

  /**
   * Writes the file with its safe fixes, whole or not at all.
   *
   * @return how many there were
   * @throws Failure if it cannot be written
   */
  static int apply(Path file, List<Finding> findings) {
    List<Fix> fixes =
        findings.stream()
            .map(Finding::fix)
            .filter(Objects::nonNull)
            .filter(Fix::safe)
            .distinct()
            .sorted(Comparator.comparing(Fix::start).reversed())
            .toList();
    if (fixes.isEmpty()) {
      return 0;
    }
    try {
      StringBuilder text = new StringBuilder(Linter.read(file));
      fixes.forEach(fix -> text.replace(fix.start(), fix.end(), fix.text()));
      write(file.toRealPath(), text.toString());
    } catch (IOException e) {
      throw new Failure(ExitCode.CONFIGURATION, file + " cannot be written: " + e, e);
    }
    return fixes.size();
  }

  /** Beside it first: nobody finds half a post. */
  private static void write(Path file, String text) throws IOException {
    Path beside = Files.createTempFile(file.getParent(), ".", ".roundup-tmp");
    try {
      Files.copy(
          file, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
