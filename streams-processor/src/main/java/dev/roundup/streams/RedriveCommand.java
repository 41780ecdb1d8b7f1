package dev.roundup.streams;

import dev.roundup.schemas.cli.ConnectionOptions;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.streams.operations.DeadLetter;
import dev.roundup.streams.operations.Redrive;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "redrive",
    description =
        "Publish dead letters again where they came from, with their original bytes, each once.")
final class RedriveCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;

  @Option(
      names = {"-n", "--dry-run"},
      description = "List them with their reasons and do nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = connection.settings();
    StreamsSettings parsed = StreamsSettings.of(settings);
    PrintWriter out = spec.commandLine().getOut();
    TopicAdmin.ensure(settings, List.of(Topics.DEAD_LETTERS));
    Redrive redrive = new Redrive(settings, parsed.applicationId());
    Consumer<DeadLetter> tell = letter -> out.println(letter.origin() + "  " + letter.reason());
    int count = dryRun ? redrive.list(tell) : redrive.redrive(tell);
    out.println(
        (dryRun ? "Dead letters waiting: " : "Dead letters published again: ") + count + ".");
    return ExitCode.OK.code();
  }
}
