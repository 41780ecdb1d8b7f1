package dev.roundup.producer;

import dev.roundup.schemas.cli.Cli;

/** The producer as a process of its own. */
public final class ProducerMain {
  private static final String LOGGING = "logback.configurationFile";

  private ProducerMain() {}

  /** Runs a verb of {@code producer}, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "logback-producer.xml");
    }
    System.exit(Cli.of(new ProducerCommand()).execute(arguments));
  }
}
