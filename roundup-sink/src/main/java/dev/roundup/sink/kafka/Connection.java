package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.view.Roundup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serde;

/**
 * What a sink talks with to Kafka and to the registry.
 *
 * @param consumer holds the group's positions, and commits them
 * @param restoring reads back what was written, without a group
 * @param closing the latest first
 */
record Connection(
    Serde<Roundup> roundups,
    Serde<Publication> publications,
    Consumer<byte[], byte[]> consumer,
    Consumer<byte[], byte[]> restoring,
    Producer<byte[], byte[]> producer,
    Deque<Runnable> closing)
    implements AutoCloseable {
  /**
   * Makes all of it; where a part cannot be made, nothing is left open.
   *
   * @param consuming how the consumer is set up
   * @throws dev.roundup.schemas.config.Failure if a setting is wrong, Kafka does not answer, or the
   *     topics do not go together
   */
  static Connection open(Settings settings, Map<String, Object> consuming) {
    Deque<Runnable> closing = new ArrayDeque<>();
    try {
      Serde<Roundup> roundups = AvroSerdes.values(settings, Roundup.class);
      closing.push(roundups::close);
      Serde<Publication> publications = AvroSerdes.values(settings, Publication.class);
      closing.push(publications::close);
      Consumer<byte[], byte[]> consumer = Clients.consumer(consuming);
      closing.push(() -> consumer.close(leavingTheGroup()));
      Consumer<byte[], byte[]> restoring = Clients.consumer(Clients.restoring(settings));
      closing.push(() -> restoring.close(CloseOptions.timeout(Clients.CLOSING)));
      Producer<byte[], byte[]> producer = Clients.producer(settings);
      closing.push(() -> producer.close(Clients.CLOSING));
      Clients.requireSamePartitions(restoring);
      return new Connection(roundups, publications, consumer, restoring, producer, closing);
    } catch (RuntimeException e) {
      closing.forEach(Runnable::run);
      throw e;
    }
  }

  /** Another sink, on another machine, can take over at once. */
  private static CloseOptions leavingTheGroup() {
    return CloseOptions.timeout(Clients.CLOSING)
        .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
