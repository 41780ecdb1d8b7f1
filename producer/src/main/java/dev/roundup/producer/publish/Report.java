package dev.roundup.producer.publish;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of an input.
 *
 * @param published facts that all in-sync replicas have; of a dry run: facts that are well-formed
 * @param refused lines that are no facts
 * @param undelivered facts that were sent and not acknowledged
 * @param namesLeftOut names that are personal data and did not reach the log
 * @param took from the first byte to the last acknowledgement
 * @param stopped why the rest of the input was not read, if so
 */
public record Report(
    long published,
    long refused,
    long undelivered,
    long namesLeftOut,
    Duration took,
    Optional<Failure> stopped) {
  /** How the process should end. */
  public ExitCode exitCode() {
    return stopped.map(Failure::exitCode).orElse(refused > 0 ? ExitCode.REFUSED : ExitCode.OK);
  }

  /** Published facts per second. */
  public long perSecond() {
    return Math.round(published / Math.max(0.001, took.toNanos() / 1e9));
  }
}
