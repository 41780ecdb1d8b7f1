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
  private final String group = "bench-" + UUID.randomUUID();
  private final Path state = Scratch.directory("state");
  private final StreamsApp app;

  /**
   * Starts it.
   *
   * @param settings all others are its defaults
   */
  public App(Cluster cluster, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("kafka.application.id", group);
    all.put("state.dir", state.toString());
    this.app = new StreamsApp(cluster.settings(all));
    app.start();
  }

  /** Whether it has caught up. */
  public boolean ready() {
    return app.ready();
  }

  /** The consumer group that commits the log. */
  public String group() {
    return group;
  }

  /** An app that has died has no figure. */
  public void requireAlive() {
    if (!app.live()) {
      throw new IllegalStateException("The processor has died");
    }
  }

  /**
   * Waits until the roundups on a cluster say what the facts come to, and gives the time of the
   * latest of them, in milliseconds since 1970.
   *
   * @param expected {@link dev.roundup.benchmarks.load.Counts#line()} by meetup
   */
  public static long verify(Cluster cluster, Map<String, String> expected) {
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
    app.close();
    Scratch.delete(state);
  }
}
