package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
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
  private final Assignment assignment;
  private final Publishing publishing;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private boolean troubled;

  PublishLoop(Consumer<byte[], byte[]> consumer, Assignment assignment, Publishing publishing) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.publishing = publishing;
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
      for (int look = 0; look < LAST_LOOKS && publishing.lookAgain(true); look++) {
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
        round(consumer.poll(restOrGoOn()));
      }
    } catch (WakeupException e) {
      if (stopping.getCount() > 0) {
        throw e;
      }
    }
  }

  /**
   * Who rests polls on, without taking anything: however long it is, the group would take a sink
   * that does not poll for dead.
   *
   * @return how long to poll
   */
  private Duration restOrGoOn() {
    // who is behind does not rest
    Duration rest = assignment.isReady() ? publishing.pause() : Duration.ZERO;
    if (rest.isZero()) {
      consumer.resume(consumer.paused());
      return POLL;
    }
    consumer.pause(consumer.assignment());
    return rest.compareTo(POLL) < 0 ? rest : POLL;
  }

  private void round(ConsumerRecords<byte[], byte[]> batch) {
    try {
      if (assignment.isIncomplete()) {
        assignment.giveBack(batch);
        publishing.recover();
      } else {
        publishing.publish(batch);
        publishing.lookAgain(false);
      }
      assignment.look();
      troubled = false;
    } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
      again(batch, e);
    }
  }

  private void again(ConsumerRecords<byte[], byte[]> batch, KafkaException e) {
    if (!troubled) {
      LOG.warn(
          "publishing waits, and is tried again records={} reason={}", batch.count(), e.toString());
      troubled = true;
    }
    publishing.giveUp();
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
