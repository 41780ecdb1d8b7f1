package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells a site that Roundup has written posts to from a new one; see {@link Site#MARKER}. */
final class SiteMarker {
  static final String NAME = ".roundup-site";

  private static final String TEXT =
      """
      Roundup writes posts to this directory. While this file is here, a post that
      somebody deletes stays deleted. Delete this file, and start the sink again,
      to have every missing post written again.
      """;

  private final Path file;

  SiteMarker(SiteDirectory directory) {
    this.file = directory.at(NAME);
  }

  boolean isMissing() {
    return !Files.exists(file);
  }

  /** For good when this returns. */
  void set() {
    try {
      Files.writeString(file, TEXT, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw DiskFailure.of("written", file, e);
    }
    SiteWriter.force(file.getParent());
  }
}
