package dev.roundup.sink.kafka;

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
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a batch of roundups, whoever polled it. */
final class Publishing {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

  private final Deserializer<Roundup> deserializer;
  private final Assignment assignment;
  private final Records records;
  private final DeadLetters deadLetters;
  private final Press press;
  private final Companions companions;
  private final BiConsumer<Outcome, Long> count;
  private final OutcomeLog outcomes = new OutcomeLog();

  /**
   * With what a batch passes through.
   *
   * @param count takes each outcome, and when its roundup came to be in epoch milliseconds, or null
   *     if nobody waited for it
   */
  Publishing(
      Deserializer<Roundup> deserializer,
      Assignment assignment,
      Records records,
      DeadLetters deadLetters,
      Press press,
      Companions companions,
      BiConsumer<Outcome, Long> count) {
    this.deserializer = deserializer;
    this.assignment = assignment;
    this.records = records;
    this.deadLetters = deadLetters;
    this.press = press;
    this.companions = companions;
    this.count = count;
  }

  /** Reads back what is missing of the publications, and takes up what a crash left. */
  void recover() {
    assignment.complete();
    press.recover();
  }

  /** Publishes the latest roundup of each meetup, and commits the batch. */
  void publish(ConsumerRecords<byte[], byte[]> batch) {
    if (batch.isEmpty()) {
      press.idle();
    } else {
      Map<String, Long> live = new HashMap<>();
      Collection<Edition> editions = latest(batch, live);
      List<Outcome> published = press.publish(editions);
      published.forEach(outcomes::tell);
      companions.publish(editions, published).forEach(outcomes::tell);
      press.takeAlong(editions);
      published.forEach(outcome -> count.accept(outcome, live.get(outcome.meetupId())));
      records.settle();
    }
    assignment.commit(batch);
  }

  /** Whether something was published anew. */
  boolean lookAgain(boolean all) {
    if (assignment.isIncomplete()) {
      return false; // the ledger is not what the log says
    }
    List<Outcome> anew = press.lookAgain(assignment::open, all);
    anew.forEach(outcomes::tell);
    anew.forEach(outcome -> count.accept(outcome, null));
    return !anew.isEmpty();
  }

  /** How long to wait before the next batch, if there is no hurry. */
  Duration pause() {
    return press.pause();
  }

  /** Forgets what was done with a batch that comes again. */
  void giveUp() {
    records.giveUp();
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
      if (assignment.isSuperseded(record)) {
        continue;
      }
      Reading reading = Reading.of(record, deserializer, assignment.open(record));
      if (reading instanceof Reading.Fit fit) {
        String meetupId = fit.edition().roundup().getMeetupId();
        latest.put(meetupId, fit.edition());
        if (fit.edition().offset() == record.offset()) {
          live.put(meetupId, record.timestamp());
        }
      } else if (reading instanceof Reading.Unreadable unreadable) {
        LOG.warn(
            "roundup cannot be read, and goes to the dead letters"
                + " topic={} partition={} offset={} reason={}",
            record.topic(),
            record.partition(),
            record.offset(),
            unreadable.reason().getMessage());
        deadLetters.take(record, unreadable.reason());
      }
    }
    return latest.values();
  }
}
