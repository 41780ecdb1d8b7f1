package dev.roundup.sink;

import dev.roundup.schemas.cli.ConnectionOptions;
import dev.roundup.schemas.cli.Signals;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.kafka.Start;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code sink}. */
@Command(
    name = "sink",
    description = {
      "Write roundups as posts to a site, and keep them up to date.",
      "What people write in the site stays, new facts join it; what they delete stays deleted."
    })
public final class SinkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "The site: with Jekyll, posts go to its _posts and _drafts.")
  private String site;

  @Option(
      names = {"-t", "--template"},
      paramLabel = "DIR",
      description = "Directory with your own templates; what it lacks is built in.")
  private String template;

  @Option(
      names = "--rebuild",
      description = {
        "Make every post again, as after a change of the template.",
        "What people wrote stays, and what they deleted stays deleted."
      })
  private boolean rebuild;

  @Override
  public Integer call() {
    Map<String, String> flags = new LinkedHashMap<>();
    put(flags, Key.SITE_DIR, site);
    put(flags, Key.TEMPLATE_DIR, template);
    Settings settings = connection.settings(flags);
    try (SinkApp app = new SinkApp(settings, rebuild ? Start.REBUILD : Start.WHERE_IT_LEFT_OFF)) {
      app.start();
      CompletableFuture<Integer> signal = Signals.stop();
      spec.commandLine().getOut().println("The sink runs. Health: " + app.http() + "/health/ready");
      spec.commandLine().getOut().flush();
      return Signals.first(signal, app::await);
    }
  }

  private static void put(Map<String, String> flags, Key key, String value) {
    if (value != null) {
      flags.put(key.key(), value);
    }
  }
}
