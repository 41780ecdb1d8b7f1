package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Companions;
import dev.roundup.sink.file.Edition;
import dev.roundup.sink.file.Outcome;
import dev.roundup.sink.file.Press;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls roundups, publishes the latest of each meetup, and commits. When Kafka or the registry is
 * away, or the group is being divided anew, the batch is taken again from its first record, with
 * the ledger read back from the log.
 */
final class PublishLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PublishLoop.class);
  private static final Duration POLL = Duration.ofMillis(250);

  /** An editor that saves without a pause must not keep the sink from its end. */
  private static final int LAST_LOOKS = 5;

  private static final Duration BACKOFF = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<Roundup> deserializer;
  private final Assignment assignment;
  private final Records records;
  private final Press press;
  private final Companions companions;
  private final PublishMetrics metrics;
  private final OutcomeLog outcomes = new OutcomeLog();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private boolean troubled;

  PublishLoop(
      Consumer<byte[], byte[]> consumer,
      Deserializer<Roundup> deserializer,
      Assignment assignment,
      Records records,
      Press press,
      Companions companions,
      PublishMetrics metrics) {
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.assignment = assignment;
    this.records = records;
    this.press = press;
    this.companions = companions;
    this.metrics = metrics;
  }

  /** From any thread: {@link #run} returns soon, with nothing half done. */
  void stop() {
    stopping.countDown();
    consumer.wakeup();
  }

  /**
   * Runs until {@link #stop}.
   *
   * @throws Failure if the disk or Kafka does not let us go on
   */
  @Override
  public void run() {
    consumer.subscribe(List.of(Topics.ROUNDUPS.name()), assignment);
    try {
      untilStopped();
      for (int look = 0; look < LAST_LOOKS && lookAgain(true); look++) {
        // what is published anew is looked at, too
      }
    } catch (FencedInstanceIdException e) {
      throw new Failure(
          ExitCode.BUSY,
          "Another sink joined the group under the same group.instance.id."
              + " Give each sink a state.dir of its own.",
          e);
    } catch (KafkaException e) {
      throw new Failure(ExitCode.KAFKA, "Kafka does not let the sink go on: " + e.getMessage(), e);
    }
  }

  private void untilStopped() {
    try {
      while (stopping.getCount() > 0) {
        round(consumer.poll(POLL));
        if (assignment.isReady()) {
          waitUnlessStopped(press.pause()); // who is behind does not rest
        }
      }
    } catch (WakeupException e) {
      if (stopping.getCount() > 0) {
        throw e;
      }
    }
  }

  private void round(ConsumerRecords<byte[], byte[]> batch) {
    try {
      if (assignment.isIncomplete()) {
        assignment.giveBack(batch);
        assignment.complete();
        press.recover();
      } else {
        publish(batch);
        lookAgain(false);
      }
      assignment.look();
      troubled = false;
    } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
      again(batch, e);
    }
  }

  private void publish(ConsumerRecords<byte[], byte[]> batch) {
    if (batch.isEmpty()) {
      press.idle();
    } else {
      Map<String, Long> live = new HashMap<>();
      Collection<Edition> editions = latest(batch, live);
      List<Outcome> published = press.publish(editions);
      published.forEach(outcomes::tell);
      companions.publish(editions, published).forEach(outcomes::tell);
      published.forEach(outcome -> metrics.count(outcome, live.get(outcome.meetupId())));
      records.settle();
    }
    assignment.commit(batch);
  }

  /** Whether something was published anew. */
  private boolean lookAgain(boolean all) {
    if (assignment.isIncomplete()) {
      return false; // the ledger is not what the log says
    }
    List<Outcome> anew = press.lookAgain(assignment::open, all);
    anew.forEach(outcomes::tell);
    anew.forEach(outcome -> metrics.count(outcome, null));
    return !anew.isEmpty();
  }

  /**
   * One post for each meetup of the batch: what was true in between is not published.
   *
   * @param live takes when the roundup came to be, in epoch milliseconds, but of those that are
   *     made again
   */
  private Collection<Edition> latest(
      ConsumerRecords<byte[], byte[]> batch, Map<String, Long> live) {
    Map<String, Edition> latest = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      Reading reading = Reading.of(record, deserializer, assignment.open(record));
      if (reading instanceof Reading.Fit fit) {
        String meetupId = fit.edition().roundup().getMeetupId();
        latest.put(meetupId, fit.edition());
        if (fit.edition().offset() == record.offset()) {
          live.put(meetupId, record.timestamp());
        }
      } else if (reading instanceof Reading.Unreadable unreadable) {
        LOG.warn(
            "roundup cannot be read, and goes to {} topic={} partition={} offset={} reason={}",
            Topics.ROUNDUP_DEAD_LETTERS.name(),
            record.topic(),
            record.partition(),
            record.offset(),
            unreadable.reason().getMessage());
        records.deadLetter(record, unreadable.reason());
      }
    }
    return latest.values();
  }

  private void again(ConsumerRecords<byte[], byte[]> batch, KafkaException e) {
    if (!troubled) {
      LOG.warn(
          "publishing waits, and is tried again records={} reason={}", batch.count(), e.toString());
      troubled = true;
    }
    records.giveUp();
    assignment.giveBack(batch);
    waitUnlessStopped(BACKOFF);
  }

  private void waitUnlessStopped(Duration span) {
    try {
      if (stopping.await(span.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }
}
