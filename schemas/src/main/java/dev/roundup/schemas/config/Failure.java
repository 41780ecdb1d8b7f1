package dev.roundup.schemas.config;

/**
 * The environment does not let us go on: a sentence for the person at the terminal, and the exit
 * code of the process. Faults of the program itself are other exceptions.
 */
public final class Failure extends RuntimeException {
  private final ExitCode exitCode;

  /** The message says what was wrong, where, and what to do. */
  public Failure(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** As {@link #Failure(ExitCode, String)}, with what brought it about. */
  public Failure(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** How the process ends if nobody handles this. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
