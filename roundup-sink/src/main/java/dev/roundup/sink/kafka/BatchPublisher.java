package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.MissedLooks;
import dev.roundup.sink.file.Press;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Publishes roundups that somebody else polls, such as a worker of Kafka Connect.
 *
 * <p>What is published is committed to the group of {@link PostPublisher}, of which this is no
 * member: that offset tells settled publications from those that a crash cut short, and either kind
 * of sink goes on where the other left off. Both at a time is refused by the broker, which takes no
 * offsets from outside while a group has members. For one thread.
 */
public final class BatchPublisher implements AutoCloseable {
  private final Connection connection;

  /** Never polls: it holds positions, and commits them. */
  private final Consumer<byte[], byte[]> offsets;

  private final Assignment assignment;
  private final Publishing publishing;

  private BatchPublisher(Connection connection, Target target, DeadLetters deadLetters) {
    this.connection = connection;
    offsets = connection.consumer();
    Ledger ledger = new Ledger();
    Records records = new Records(connection.producer(), connection.publications().serializer());
    Restorer restorer =
        new Restorer(
            connection.restoring(),
            connection.publications().deserializer(),
            ledger,
            new MissedLooks(target.site(), Clients.MOMENT_OF_A_BATCH)::has);
    assignment =
        new Assignment(
            offsets,
            restorer,
            new LatestRoundups(connection.restoring()),
            ledger,
            target.site(),
            Start.WHERE_IT_LEFT_OFF);
    Press press =
        new Press(
            target.renderer(), target.site(), ledger, records, Clock.systemUTC(), Clients.MOMENT);
    publishing =
        new Publishing(
            connection.roundups().deserializer(),
            assignment,
            records,
            deadLetters,
            press,
            target.companions(),
            (outcome, since) -> {}); // a worker of Kafka Connect has metrics of its own
  }

  /**
   * Makes the clients.
   *
   * @param deadLetters takes the records that no post can be made of
   * @throws dev.roundup.schemas.config.Failure if a setting is wrong, Kafka does not answer, or the
   *     topics do not go together
   */
  public static BatchPublisher open(Settings settings, Target target, DeadLetters deadLetters) {
    Connection connection = Connection.open(settings, Clients.committing(settings));
    return new BatchPublisher(connection, target, deadLetters);
  }

  /** From now on these partitions of the roundups are looked after, too. */
  public void assign(Collection<TopicPartition> partitions) {
    Set<TopicPartition> all = new HashSet<>(offsets.assignment());
    all.addAll(partitions);
    offsets.assign(all);
    assignment.onPartitionsAssigned(partitions);
  }

  /** Somebody else looks after these partitions now. */
  public void revoke(Collection<TopicPartition> partitions) {
    Set<TopicPartition> rest = new HashSet<>(offsets.assignment());
    rest.removeAll(partitions);
    offsets.assign(rest);
    assignment.onPartitionsRevoked(partitions);
  }

  /** Whether {@link #resume} comes before the next batch. */
  public boolean isBehind() {
    return assignment.isIncomplete();
  }

  /**
   * Reads back what was published.
   *
   * @return by partition, the offset to poll on from
   * @throws RetriableException if Kafka or the registry is away
   */
  public Map<TopicPartition, Long> resume() {
    publishing.recover();
    Map<TopicPartition, Long> positions = new HashMap<>();
    offsets.assignment().forEach(each -> positions.put(each, offsets.position(each)));
    return positions;
  }

  /**
   * Publishes a batch, which may be empty, and looks whether posts changed under our hands. When
   * this returns, the posts are on the disk for good, and the batch is committed. If it throws, the
   * batch has to come again, after {@link #resume}.
   *
   * @throws RetriableException if Kafka or the registry is away
   * @throws dev.roundup.schemas.config.Failure if the disk does not let us
   */
  public void publish(Collection<ConsumerRecord<byte[], byte[]>> records) {
    ConsumerRecords<byte[], byte[]> batch = batch(records);
    try {
      publishing.publish(batch);
      batch.nextOffsets().forEach(offsets::seek);
      publishing.lookAgain(false);
      assignment.look();
    } catch (RuntimeException e) {
      publishing.giveUp();
      assignment.giveBack(batch);
      throw e;
    }
  }

  /** How long to wait before the next batch; who is behind does not rest. */
  public Duration pause() {
    return assignment.isReady() ? publishing.pause() : Duration.ZERO;
  }

  private static ConsumerRecords<byte[], byte[]> batch(
      Collection<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      byPartition.computeIfAbsent(partition, first -> new ArrayList<>()).add(record);
      next.put(partition, new OffsetAndMetadata(record.offset() + 1));
    }
    return new ConsumerRecords<>(byPartition, next);
  }

  @Override
  public void close() {
    connection.close();
  }
}
