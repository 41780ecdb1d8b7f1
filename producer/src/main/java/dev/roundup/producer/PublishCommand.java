package dev.roundup.producer;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.producer.publish.Report;
import dev.roundup.schemas.cli.ConnectionOptions;
import dev.roundup.schemas.codec.Fault;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code publish}. */
@Command(
    name = "publish",
    description = {
      "Puts facts onto the log: CloudEvents, JSON, one a line.",
      "A line that is no fact is refused and reported; the others are published. Publishing a fact"
          + " again changes nothing. Names of attendees are left out."
    })
public final class PublishCommand implements Callable<Integer> {
  private static final int MOST_UNDELIVERED = 20;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "FILE", description = "The facts; -: standard input.")
  private String file;

  @Option(names = "--dry-run", description = "Only check the facts; no Kafka is needed.")
  private boolean dryRun;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "roundup-data",
      description =
          "Where `roundup up` keeps its data; tells the cluster if none is named. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path data;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Report report = publish(new Console(spec.commandLine().getErr()));
    out.println(summary(report));
    out.flush();
    report.stopped().ifPresent(PublishCommand::stop);
    return report.exitCode().code();
  }

  private Report publish(Console console) {
    try (InputStream in = open();
        Publisher publisher = publisher()) {
      console.begin(file.equals("-") ? 0 : Files.size(Path.of(file)));
      Report report = publisher.publish(in, console);
      console.end();
      return report;
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, file + " cannot be read: " + e, e);
    }
  }

  private InputStream open() throws IOException {
    if (file.equals("-")) {
      return System.in;
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new Failure(ExitCode.USAGE, "There is no file " + file + " that can be read.");
    }
    return Files.newInputStream(path);
  }

  private Publisher publisher() {
    return dryRun
        ? Publisher.dryRun(Clock.systemUTC())
        : Publisher.to(UpCluster.settings(connection, data), Clock.systemUTC());
  }

  private String summary(Report report) {
    return String.format(
        Locale.ROOT,
        "%s: %,d; lines refused: %,d;%s names of attendees left out: %,d; %.1f s, %,d facts/s.",
        dryRun ? "Facts that are well-formed" : "Facts published",
        report.published(),
        report.refused(),
        report.undelivered() == 0 ? "" : " facts not delivered: " + report.undelivered() + ";",
        report.namesLeftOut(),
        report.took().toNanos() / 1e9,
        report.perSecond());
  }

  private static void stop(Failure why) {
    throw new Failure(
        why.exitCode(),
        why.getMessage()
            + "\nPublish the whole file again when that is mended: facts that are on the log already"
            + " change nothing.",
        why);
  }

  /** Tells on standard error how it goes. */
  private static final class Console implements PublishListener {
    private final PrintWriter err;
    private ProgressLine progress;
    private long undelivered;

    Console(PrintWriter err) {
      this.err = err;
      begin(0);
    }

    void begin(long size) {
      progress = new ProgressLine(err, Help.Ansi.AUTO.enabled(), size);
    }

    void end() {
      progress.clear();
      if (undelivered > MOST_UNDELIVERED) {
        err.println("and " + (undelivered - MOST_UNDELIVERED) + " more");
      }
      err.flush();
    }

    @Override
    public void refused(long line, List<Fault> faults) {
      progress.clear();
      faults.forEach(fault -> err.println("line " + line + ": " + fault));
    }

    @Override
    public void undelivered(long line, String reason) {
      progress.clear();
      if (++undelivered <= MOST_UNDELIVERED) {
        err.println("line " + line + ": not delivered: " + reason);
      }
    }

    @Override
    public void progress(long bytes, long facts) {
      progress.show(bytes, facts);
    }
  }
}
