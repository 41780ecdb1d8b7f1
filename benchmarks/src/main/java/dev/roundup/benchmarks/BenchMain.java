package dev.roundup.benchmarks;

import dev.roundup.schemas.cli.Cli;

/** The command {@code roundup bench}. */
public final class BenchMain {
  private static final String LOGGING = "logback.configurationFile";

  private BenchMain() {}

  /** Runs it, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty(LOGGING, "logback-bench.xml");
    System.exit(Cli.of(new BenchCommand()).execute(arguments));
  }
}
