package dev.roundup.schemas.config;

/** What a command's exit code means; the same for every command. */
public enum ExitCode {
  /** All that was asked for was done. */
  OK(0, "all that was asked for was done"),
  /** Done, but some input was refused, or a check found something. */
  REFUSED(1, "done, but some input was refused or a check found something"),
  /** The command line was wrong. */
  USAGE(2, "the command line was wrong"),
  /** The configuration, or a file it names, was wrong. */
  CONFIGURATION(3, "the configuration, or a file it names, was wrong"),
  /** Kafka could not be reached, or would not do it. */
  KAFKA(4, "Kafka could not be reached, or refused"),
  /** The schema registry could not be reached, or would not do it. */
  REGISTRY(5, "the schema registry could not be reached, or refused"),
  /** Another process holds the data directory, the group or the port. */
  BUSY(6, "something else holds the data directory, the consumer group or the port"),
  /** A fault of the program itself. */
  FAULT(70, "a fault of the program itself; please report it");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /** What it means, as a clause without a full stop. */
  public String meaning() {
    return meaning;
  }
}
