package dev.roundup.standalone.demo;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.producer.publish.Report;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.sink.kafka.Start;
import dev.roundup.standalone.data.DataDirectory;
import dev.roundup.standalone.data.Logs;
import dev.roundup.standalone.kafka.FatalFaults;
import dev.roundup.standalone.up.Pipeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays a sample series through the real pipeline. */
@Command(
    name = "demo",
    description = {
      "Plays a made-up series of meetups through the whole pipeline: three that are"
          + " over, and tonight's, which is still going on.",
      "Kafka, the registry and the apps run in this process, and end with it."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Clock clock;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "roundup-demo",
      description = {
        "Where the posts go, and all else; ${DEFAULT-VALUE} if you do not say.",
        "What an earlier demo left there is deleted."
      })
  private Path out;

  @Spec private CommandSpec spec;

  /** A demo whose tonight is the clock's. */
  public DemoCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant begin = clock.instant();
    ProgressBar progress = new ProgressBar(spec.commandLine().getOut(), Ansi.AUTO.enabled(), 3 + 4);
    try (DataDirectory directory = DemoDirectory.hold(out)) {
      Logs.to(directory.resolve("roundup.log"));
      byte[] facts = facts(directory);
      CompletableFuture<Expected> expected = CompletableFuture.supplyAsync(() -> expected(facts));
      progress.begin("Starting Kafka, the registry and the apps ...");
      try (Pipeline pipeline =
          Pipeline.start(
              directory,
              Pipeline.Ports.FREE,
              Settings.of(Map.of()),
              Start.WHERE_IT_LEFT_OFF,
              FatalFaults.STOP_PROCESS)) {
        progress.begin("Publishing facts ...");
        Report published = publish(facts, pipeline.settings());
        progress.begin("Waiting for the posts ...");
        new PostsWatch(pipeline.settings(), clock)
            .await(
                expected.join(),
                pipeline.site(),
                LIMIT,
                written -> progress.begin("Posts written: " + written));
        progress.end();
        Duration took = Duration.between(begin, clock.instant());
        new DemoReport(spec.commandLine().getOut(), out, expected.join()).tell(published, took);
        return ExitCode.OK.code();
      }
    }
  }

  private byte[] facts(DataDirectory directory) {
    Path file = directory.resolve(DemoReport.FACTS);
    try {
      List<String> facts = SampleSeries.playedOn(clock);
      SamplePhotos.put(directory.resolve("site"), facts);
      Files.write(file, facts);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Failure(ExitCode.CONFIGURATION, file + " cannot be written: " + e, e);
    }
  }

  private Expected expected(byte[] facts) {
    List<MeetupEvent> accepted = new ArrayList<>();
    try (Publisher collector = Publisher.into(accepted::add, clock)) {
      publish(facts, collector);
    }
    return Expected.of(accepted);
  }

  private Report publish(byte[] facts, Settings settings) {
    try (Publisher publisher = Publisher.to(settings, clock)) {
      Report report = publish(facts, publisher);
      report
          .stopped()
          .ifPresent(
              failure -> {
                throw failure;
              });
      return report;
    }
  }

  private static Report publish(byte[] facts, Publisher publisher) {
    try {
      return publisher.publish(new ByteArrayInputStream(facts), PublishListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory always read", e);
    }
  }
}
