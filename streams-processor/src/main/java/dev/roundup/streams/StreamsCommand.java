package dev.roundup.streams;

import dev.roundup.schemas.cli.ConnectionOptions;
import dev.roundup.schemas.cli.Signals;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the processor until it is told to stop. */
@Command(
    name = "streams",
    description = "Fold the facts on the log into roundups, until stopped.",
    subcommands = {ResetCommand.class, RedriveCommand.class})
public final class StreamsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Override
  public Integer call() {
    try (StreamsApp app = new StreamsApp(connection.settings())) {
      app.start();
      CompletableFuture<Integer> signal = Signals.stop();
      spec.commandLine()
          .getOut()
          .println("The processor runs. Health: " + app.http() + "/health/ready");
      spec.commandLine().getOut().flush();
      return Signals.first(signal, app::await);
    }
  }
}
