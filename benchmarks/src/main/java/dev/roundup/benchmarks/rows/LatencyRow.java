package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.load.Trickle;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.App;
import dev.roundup.benchmarks.pipeline.Posts;
import dev.roundup.benchmarks.pipeline.Waiting;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.NoteSection;
import dev.roundup.schemas.fact.NoteWritten;
import dev.roundup.sink.SinkApp;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a fact takes to be read in a post on disk, while others come in: a note now and then,
 * and its post watched.
 */
public final class LatencyRow implements Row {
  private static final int FACTS_PER_SECOND = 2_000;

  /** Two and a half minutes of facts that all change something. */
  private static final Workload EVENING = new Workload(50, 6_000);

  private static final long NOTE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(97);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String title() {
    return "Fact to post on disk, %,d facts/s for 50 meetups".formatted(FACTS_PER_SECOND);
  }

  @Override
  public List<Figure> measure(Effort effort) {
    Path site = Scratch.directory("site");
    Path state = Scratch.directory("state");
    try (Cluster cluster = Cluster.start()) {
      try (App app = new App(cluster, Map.of("stores", "memory"));
          SinkApp sink =
              new SinkApp(
                  cluster.settings(
                      Map.of("site.dir", site.toString(), "state.dir", state.toString())))) {
        sink.start();
        Waiting.until(app::ready);
        return figures(times(effort, cluster, site));
      }
    } finally {
      Scratch.delete(site);
      Scratch.delete(state);
    }
  }

  private static List<Double> times(Effort effort, Cluster cluster, Path site) {
    int warming = 100;
    int notes = effort.size(300, 1_000);
    effort.say("%d notes, one every tenth of a second".formatted(warming + notes));
    Random random = new Random(3);
    long[] sent = new long[warming + notes];
    try (Trickle evening = new Trickle(cluster, EVENING, FACTS_PER_SECOND);
        Posts posts = new Posts(site)) {
      Waiting.seconds(5);
      for (int note = 0; note < sent.length; note++) {
        sent[note] = System.nanoTime();
        evening.send(note(note, random.nextInt(EVENING.meetups())));
        LockSupport.parkNanos(NOTE_EVERY_NANOS);
      }
      Waiting.seconds(5);
      List<Double> seconds = new ArrayList<>();
      for (int note = warming; note < sent.length; note++) {
        // a note that the next one of its meetup has overtaken is never seen on its own
        if (posts.seen(note) > 0) {
          seconds.add((posts.seen(note) - sent[note]) / 1e9);
        }
      }
      effort.say("%d of %d notes seen".formatted(seconds.size(), notes));
      return seconds;
    }
  }

  private static List<Figure> figures(List<Double> seconds) {
    Collections.sort(seconds);
    double half = seconds.get(seconds.size() / 2);
    double nearlyAll = seconds.get((int) Math.ceil(seconds.size() * 0.99) - 1);
    return List.of(
        Figure.alone("p50", half, "s", Target.atMost(0.5)),
        Figure.alone("p99", nearlyAll, "s", Target.atMost(1)),
        Figure.alone("worst", seconds.get(seconds.size() - 1), "s", Target.none()));
  }

  private static MeetupEvent note(int number, int meetup) {
    return new MeetupEvent(
        "note-" + number,
        EVENING.meetupId(meetup),
        Instant.parse("2026-06-01T00:00:00Z").plusSeconds(number),
        "/notes",
        new NoteWritten(NoteSection.CLOSING, null, Posts.text(number)));
  }
}
