package dev.roundup.sink.file;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.nio.file.Path;

/** The disk refuses what the sink cannot go on without: one sentence for all such cases. */
public final class DiskFailure {
  private DiskFailure() {}

  /**
   * That a file or directory cannot be used.
   *
   * @param done what was to be done to it, as a participle: {@code written}
   */
  public static Failure of(String done, Path where, IOException e) {
    return new Failure(
        ExitCode.CONFIGURATION,
        where
            + " cannot be "
            + done
            + " ("
            + e
            + "). Nothing was lost: make room or grant the right, and start the sink again.",
        e);
  }
}
