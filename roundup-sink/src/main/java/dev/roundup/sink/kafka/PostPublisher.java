package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.metrics.Metrics;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.MissedLooks;
import dev.roundup.sink.file.Press;
import java.time.Clock;
import org.apache.kafka.clients.consumer.Consumer;

/** Publishes roundups from Kafka to a site: the clients, and the loop that uses them. */
public final class PostPublisher implements AutoCloseable {
  private final Connection connection;
  private final Assignment assignment;
  private final PublishLoop loop;

  private PostPublisher(Connection connection, Target target, Start start, Metrics metrics) {
    this.connection = connection;
    Consumer<byte[], byte[]> consumer = connection.consumer();
    Ledger ledger = new Ledger();
    Records records = new Records(connection.producer(), connection.publications().serializer());
    Restorer restorer =
        new Restorer(
            connection.restoring(),
            connection.publications().deserializer(),
            ledger,
            new MissedLooks(target.site(), Clients.MOMENT_OF_A_BATCH)::has);
    LatestRoundups latest = new LatestRoundups(connection.restoring());
    assignment = new Assignment(consumer, restorer, latest, ledger, target.site(), start);
    Clock clock = Clock.systemUTC();
    Press press =
        new Press(target.renderer(), target.site(), ledger, records, clock, Clients.MOMENT);
    PublishMetrics counting = new PublishMetrics(metrics.registry(), clock, ledger, press);
    loop =
        new PublishLoop(
            consumer,
            assignment,
            new Publishing(
                connection.roundups().deserializer(),
                assignment,
                records,
                records,
                press,
                target.companions(),
                counting::count));
    metrics.watch(consumer);
    metrics.watch(connection.producer());
  }

  /**
   * Makes the clients; {@link #run} begins.
   *
   * @param instanceId who this sink is to its group
   * @param metrics where what is published is counted, with the clients' own figures
   * @throws Failure if a setting is wrong, Kafka does not answer, or the topics do not go together
   */
  public static PostPublisher open(
      Settings settings, String instanceId, Target target, Start start, Metrics metrics) {
    Connection connection = Connection.open(settings, Clients.consuming(settings, instanceId));
    return new PostPublisher(connection, target, start, metrics);
  }

  /** Runs until {@link #stop}; see {@link PublishLoop#run}. */
  public void run() {
    loop.run();
  }

  /** From any thread: {@link #run} returns soon. */
  public void stop() {
    loop.stop();
  }

  /** Whether all is published that there was when the partitions were assigned. */
  public boolean isReady() {
    return assignment.isReady();
  }

  /** After {@link #run} returned. Another sink, on another machine, can take over at once. */
  @Override
  public void close() {
    connection.close();
  }
}
