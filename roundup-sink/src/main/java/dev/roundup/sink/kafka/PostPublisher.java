package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.metrics.Metrics;
import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.MissedLooks;
import dev.roundup.sink.file.Press;
import java.time.Clock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serde;

/** Publishes roundups from Kafka to a site: the clients, and the loop that uses them. */
public final class PostPublisher implements AutoCloseable {
  private final Serde<Roundup> roundups;
  private final Serde<Publication> publications;
  private final Consumer<byte[], byte[]> consumer;
  private final Consumer<byte[], byte[]> restoring;
  private final Producer<byte[], byte[]> producer;
  private final Assignment assignment;
  private final PublishLoop loop;

  private PostPublisher(
      Settings settings, String instanceId, Target target, Start start, Metrics metrics) {
    roundups = AvroSerdes.values(settings, Roundup.class);
    publications = AvroSerdes.values(settings, Publication.class);
    consumer = new KafkaConsumer<>(Clients.consuming(settings, instanceId));
    restoring = new KafkaConsumer<>(Clients.restoring(settings));
    producer = new KafkaProducer<>(Clients.producing(settings));
    Ledger ledger = new Ledger();
    Records records = new Records(producer, publications.serializer());
    Restorer restorer =
        new Restorer(
            restoring,
            publications.deserializer(),
            ledger,
            new MissedLooks(target.site(), Clients.MOMENT_OF_A_BATCH)::has);
    LatestRoundups latest = new LatestRoundups(restoring);
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
                roundups.deserializer(),
                assignment,
                records,
                records,
                press,
                target.companions(),
                counting::count));
    metrics.watch(consumer);
    metrics.watch(producer);
  }

  /**
   * Makes the clients; {@link #run} begins.
   *
   * @param instanceId who this sink is to its group
   * @param metrics where what is published is counted, with the clients' own figures
   * @throws Failure if the topics do not go together
   */
  public static PostPublisher open(
      Settings settings, String instanceId, Target target, Start start, Metrics metrics) {
    PostPublisher publisher = new PostPublisher(settings, instanceId, target, start, metrics);
    try {
      Clients.requireSamePartitions(publisher.restoring);
      return publisher;
    } catch (RuntimeException e) {
      publisher.close();
      throw e;
    }
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
    producer.close(Clients.CLOSING);
    restoring.close(CloseOptions.timeout(Clients.CLOSING));
    consumer.close(
        CloseOptions.timeout(Clients.CLOSING)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    roundups.close();
    publications.close();
  }
}
