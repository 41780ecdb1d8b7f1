package dev.roundup.streams;

import dev.roundup.schemas.cli.Cli;

/** The processor as a process of its own. */
public final class StreamsMain {
  private static final String LOGGING = "logback.configurationFile";

  private StreamsMain() {}

  /** Runs the verb {@code streams}. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "logback-streams.xml");
    }
    System.exit(Cli.of(new StreamsCommand()).execute(arguments));
  }
}
