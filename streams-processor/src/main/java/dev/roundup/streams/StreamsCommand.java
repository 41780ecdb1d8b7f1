package dev.roundup.streams;

import dev.roundup.schemas.cli.ConnectionOptions;
import java.util.concurrent.Callable;
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
  public Integer call() throws InterruptedException {
    try (StreamsApp app = new StreamsApp(connection.settings())) {
      app.start();
      Runtime.getRuntime().addShutdownHook(new Thread(app::close, "roundup-streams-close"));
      spec.commandLine()
          .getOut()
          .println("The processor runs. Health: " + app.http() + "/health/ready");
      spec.commandLine().getOut().flush();
      return app.await();
    }
  }
}
