package dev.roundup.standalone;

import dev.roundup.producer.FactsCommand;
import dev.roundup.producer.ProducerCommand;
import dev.roundup.producer.PublishCommand;
import dev.roundup.schemas.cli.Cli;
import dev.roundup.sink.PostsCommand;
import dev.roundup.sink.SinkCommand;
import dev.roundup.sink.lint.LintCommand;
import dev.roundup.standalone.demo.DemoCommand;
import dev.roundup.standalone.preview.PreviewCommand;
import dev.roundup.standalone.render.RenderCommand;
import dev.roundup.standalone.up.UpCommand;
import dev.roundup.streams.StreamsCommand;
import java.time.Clock;
import picocli.CommandLine;
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
    footer = {"", "`roundup VERB --help` tells more. Begin with `roundup demo`."})
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the verb, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(Clock.systemUTC()).execute(arguments));
  }

  static CommandLine commandLine(Clock clock) {
    CommandSpec roundup = CommandSpec.forAnnotatedObject(new Main());
    verb(roundup, new DemoCommand(clock));
    verb(roundup, new UpCommand());
    verb(roundup, new PublishCommand());
    verb(roundup, new FactsCommand());
    verb(roundup, new RenderCommand(clock));
    verb(roundup, new PreviewCommand(clock));
    verb(roundup, new StreamsCommand());
    verb(roundup, new SinkCommand());
    verb(roundup, new PostsCommand());
    verb(roundup, new LintCommand());
    verb(roundup, new ProducerCommand());
    return Cli.of(roundup);
  }

  private static void verb(CommandSpec roundup, Object command) {
    CommandLine verb = new CommandLine(command);
    roundup.addSubcommand(verb.getCommandName(), verb);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which verb?");
  }
}
