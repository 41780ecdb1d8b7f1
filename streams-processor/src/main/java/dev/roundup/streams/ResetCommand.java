package dev.roundup.streams;

import dev.roundup.schemas.cli.ConnectionOptions;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.streams.operations.Reset;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "reset",
    description = {
      "Forget all state that follows from the log; the next start builds it anew.",
      "Lists what would be deleted; deletes it with --yes. The log itself is never touched."
    })
final class ResetCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;

  @Option(
      names = {"-y", "--yes"},
      description = "Delete what is listed.")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = connection.settings();
    StreamsSettings parsed = StreamsSettings.of(settings);
    PrintWriter out = spec.commandLine().getOut();
    try (InstanceDirectory directory = InstanceDirectory.take(parsed.stateDirectory());
        Admin admin = TopicAdmin.client(settings)) {
      Reset reset =
          new Reset(admin, parsed.applicationId(), directory.path(), directory.instanceId());
      Reset.Plan plan = reset.plan();
      if (plan.isEmpty()) {
        out.println("There is nothing to forget: the next start reads the log from its beginning.");
        return ExitCode.OK.code();
      }
      out.println(yes ? "Deleting:" : "This would be deleted:");
      plan.lines().forEach(line -> out.println("  " + line));
      out.flush();
      if (yes) {
        reset.carryOut(plan);
      }
      out.println(
          yes
              ? "Done. The next start builds all state anew from the log."
              : "Nothing was deleted. Run it with --yes to do so.");
      return ExitCode.OK.code();
    }
  }
}
