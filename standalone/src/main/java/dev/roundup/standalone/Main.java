package dev.roundup.standalone;

import dev.roundup.schemas.cli.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code roundup}: every app of the project as a verb. */
@Command(
    name = "roundup",
    header = "From what happened at a meetup to its roundup post, over Kafka.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "`roundup VERB --help` tells more. Begin with `roundup demo`."},
    subcommands = {})
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the verb, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Cli.of(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which verb?");
  }
}
