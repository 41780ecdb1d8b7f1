package dev.roundup.sink;

import dev.roundup.schemas.cli.Cli;

/** The sink as a process of its own. */
public final class SinkMain {
  private static final String LOGGING = "logback.configurationFile";

  private SinkMain() {}

  /** Runs the verb {@code sink}. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "logback-sink.xml");
    }
    System.exit(Cli.of(new SinkCommand()).execute(arguments));
  }
}
