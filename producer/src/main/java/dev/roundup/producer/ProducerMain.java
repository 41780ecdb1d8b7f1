package dev.roundup.producer;

import dev.roundup.schemas.cli.Cli;
import picocli.CommandLine.Command;

/** The producer on its own. */
@Command(
    name = "roundup-producer",
    description = "Brings facts onto the log.",
    subcommands = {PublishCommand.class, FactsCommand.class})
public final class ProducerMain {
  private static final String LOGGING = "logback.configurationFile";

  private ProducerMain() {}

  /** Runs a verb, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "logback-producer.xml");
    }
    System.exit(Cli.of(new ProducerMain()).execute(arguments));
  }
}
