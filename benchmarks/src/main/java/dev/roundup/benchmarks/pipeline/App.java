package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.load.Counts;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.streams.StreamsApp;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;

/** The real processor in this process, with a group and a state directory of its own. */
public final class App implements AutoCloseable {
  private final Cluster cluster;
  private final String group = "bench-" + UUID.randomUUID();
  private final Path state = Scratch.directory("state");
  private final Map<String, String> settings;
  private StreamsApp app;

  /**
   * Starts it.
   *
   * @param settings all others are its defaults
   */
  public App(Cluster cluster, Map<String, String> settings) {
    this.cluster = cluster;
    this.settings = new HashMap<>(settings);
    this.settings.put("kafka.application.id", group);
    this.settings.put("state.dir", state.toString());
    start();
  }

  /** Starts it again after {@link #stop}. */
  public void start() {
    app = new StreamsApp(cluster.settings(settings));
    app.start();
  }

  /** Stops it and keeps its state. */
  public void stop() {
    app.close();
  }

  /** Deletes what it keeps on disk of its stores, while it is stopped. */
  public void forgetStores() {
    Scratch.delete(state.resolve(group));
  }

  /** Whether it has caught up. */
  public boolean ready() {
    return app.ready();
  }

  /** The consumer group that commits the log. */
  public String group() {
    return group;
  }

  /** What it keeps on disk. */
  public Path state() {
    return state;
  }

  /** An app that has died has no figure. */
  public void requireAlive() {
    if (!app.live()) {
      throw new IllegalStateException("The processor has died");
    }
  }

  /**
   * Waits until its roundups say what the facts come to, and gives the time of the latest of them,
   * in milliseconds since 1970.
   *
   * @param expected {@link dev.roundup.benchmarks.load.Counts#line()} by meetup
   */
  public long verify(Map<String, String> expected) {
    Settings reading = cluster.settings(Map.of());
    try (Serde<Roundup> roundups = AvroSerdes.values(reading, Roundup.class)) {
      return Outputs.await(
          cluster,
          Topics.ROUNDUPS,
          expected,
          bytes -> line(roundups.deserializer().deserialize(Topics.ROUNDUPS.name(), bytes)));
    }
  }

  private static String line(Roundup roundup) {
    Attendance attendance = roundup.getAttendance();
    return Counts.line(
        attendance.getGoing(),
        attendance.getGuests(),
        attendance.getDeclined(),
        attendance.getWaitlisted(),
        attendance.getPending());
  }

  @Override
  public void close() {
    stop();
    Scratch.delete(state);
  }
}
