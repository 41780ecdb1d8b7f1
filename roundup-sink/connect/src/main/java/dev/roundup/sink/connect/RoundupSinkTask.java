package dev.roundup.sink.connect;

import dev.roundup.schemas.cli.Cli;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.SinkConfig;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.git.GitConfig;
import dev.roundup.sink.git.GitSite;
import dev.roundup.sink.kafka.BatchPublisher;
import dev.roundup.sink.kafka.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Publishes the roundups of some partitions. What the worker is told to commit is for its own
 * monitoring: where a task goes on is said by the offsets that the sink commits itself, because
 * they also say which files a crash may have cut short.
 */
public final class RoundupSinkTask extends SinkTask {
  private final IdentityHashMap<ConsumerRecord<byte[], byte[]>, SinkRecord> handed =
      new IdentityHashMap<>();
  private GitSite repository;
  private BatchPublisher publisher;

  /** For the worker. */
  public RoundupSinkTask() {}

  @Override
  public String version() {
    return Cli.version();
  }

  @Override
  public void start(Map<String, String> connector) {
    doing(
        () -> {
          Settings settings = ConnectorConfig.settings(connector);
          SinkConfig config = SinkConfig.of(settings);
          Target target = config.target();
          config.git().ifPresent(git -> follow(git, target.site()));
          publisher = BatchPublisher.open(settings, target, this::refuse);
          return publisher;
        });
  }

  private void follow(GitConfig git, Site site) {
    repository = GitSite.open(git, site, Clock.systemUTC(), RandomGenerator.getDefault());
    site.follow(repository);
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    publisher.assign(partitions);
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    if (publisher != null) {
      publisher.revoke(partitions);
    }
  }

  /** What was handed before all is read back comes again, from where the sink wants it. */
  @Override
  public void put(Collection<SinkRecord> records) {
    doing(
        () -> {
          if (publisher.isBehind()) {
            context.offset(publisher.resume());
          } else {
            publish(records);
          }
          rest(publisher.pause());
          return null;
        });
  }

  /** The worker goes on polling meanwhile, takes nothing, and calls again in time. */
  private void rest(Duration pause) {
    TopicPartition[] partitions = context.assignment().toArray(TopicPartition[]::new);
    if (pause.isZero()) {
      context.resume(partitions);
    } else {
      context.pause(partitions);
      context.timeout(Math.max(1, pause.toMillis()));
    }
  }

  private void publish(Collection<SinkRecord> records) {
    handed.clear();
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (SinkRecord record : records) {
      ConsumerRecord<byte[], byte[]> consumed = consumed(record);
      handed.put(consumed, record);
      batch.add(consumed);
    }
    publisher.publish(batch);
    handed.clear();
  }

  private static ConsumerRecord<byte[], byte[]> consumed(SinkRecord record) {
    RecordHeaders headers = new RecordHeaders();
    record
        .headers()
        .forEach(
            header -> {
              if (header.value() == null || header.value() instanceof byte[]) {
                headers.add(header.key(), (byte[]) header.value());
              }
            });
    return new ConsumerRecord<>(
        record.originalTopic(),
        record.originalKafkaPartition(),
        record.originalKafkaOffset(),
        record.timestamp() == null ? ConsumerRecord.NO_TIMESTAMP : record.timestamp(),
        record.timestampType(),
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        bytes("key", record.key()),
        bytes("value", record.value()),
        headers,
        Optional.empty());
  }

  private static byte[] bytes(String what, Object handed) {
    if (handed == null || handed instanceof byte[]) {
      return (byte[]) handed;
    }
    throw new ConnectException(
        "The record's "
            + what
            + " was converted already. Set "
            + what
            + ".converter=org.apache.kafka.connect.converters.ByteArrayConverter, and use no"
            + " transformation that changes it.");
  }

  /** By Kafka Connect's own means: whether it stops the task or goes to a topic is configured. */
  private void refuse(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
    ErrantRecordReporter reporter = context.errantRecordReporter();
    if (reporter == null) {
      throw new ConnectException("A roundup cannot be read: " + reason.getMessage(), reason);
    }
    try {
      // the offset that is committed next says that nothing of it is open
      reporter.report(handed.get(record), reason).get();
    } catch (ExecutionException e) {
      throw new ConnectException("A dead letter was not accepted", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * Whose words are whose: what passes by itself, what needs somebody, in Kafka Connect's terms.
   */
  private static <T> T doing(Supplier<T> work) {
    try {
      return work.get();
    } catch (org.apache.kafka.common.errors.RetriableException e) {
      throw new RetriableException("Publishing waits, and is tried again: " + e.getMessage(), e);
    } catch (CommitFailedException e) {
      throw new ConnectException(
          "A sink is running that is no connector: its group takes no offsets from here. Stop one"
              + " of the two.",
          e);
    } catch (Failure e) {
      throw new ConnectException(e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    if (publisher != null) {
      publisher.close();
      publisher = null;
    }
    if (repository != null) {
      repository.close();
      repository = null;
    }
  }
}
