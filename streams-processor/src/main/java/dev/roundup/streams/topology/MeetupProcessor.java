package dev.roundup.streams.topology;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.series.MeetupUpdate;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.schemas.topic.StatedFacts;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.streams.batch.Batch;
import dev.roundup.streams.model.MeetupFold;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the facts of meetups, and what their series tell them, into the stores; publishes the
 * roundups that follow, and tells the series what it has to know.
 */
final class MeetupProcessor implements Processor<String, Object, Object, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(MeetupProcessor.class);
  private static final int LONGEST_MEETUP_ID = 80;
  private static final int LONGEST_ID = 128;

  /**
   * Far more than our publisher takes, and less than a changelog does: what packs well can be far
   * larger than the log's limit, and a record that a changelog refuses stops the processor.
   */
  private static final int LARGEST_FACT = 2 << 20;

  /** What the topic takes, less what Kafka adds to a record, and we do. */
  private static final int LARGEST_ROUNDUP =
      Integer.parseInt(Topics.LARGEST_RECORD) - 4096 - StatedFacts.LARGEST;

  /**
   * Facts that are folded one behind the other once the places of all are in the processor's cache:
   * enough for their waits for the memory to overlap, and few enough to stay there.
   */
  private static final int TOGETHER = 32;

  private final RoundupTopology topology;
  private final Deserializer<MeetupEvent> facts;
  private final Serializer<Roundup> roundups;
  private final List<MeetupEvent> together = new ArrayList<>(TOGETHER);
  private ProcessorContext<Object, Object> context;
  private Publication publication;
  private StoredMeetups meetups;
  private MeetupFold fold;
  private Cancellable ticks;

  MeetupProcessor(RoundupTopology topology) {
    this.topology = topology;
    this.facts = topology.facts().deserializer();
    this.roundups = topology.roundups().serializer();
  }

  /** Runs after the task's stores are restored; again, if the task starts again. */
  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.publication =
        new Publication(topology.stores(), context, topology.coalesce(), topology.nanoTime());
    this.meetups =
        new StoredMeetups(
            topology.stores(), topology.kind(), context, publication, this::tellSeries);
    this.fold = new MeetupFold(meetups);
    this.ticks =
        context.schedule(Publication.TICK, PunctuationType.WALL_CLOCK_TIME, this::publishDue);
  }

  /** Kafka Streams would take what did not answer in time here for state that is corrupted. */
  private void publishDue(long now) {
    try {
      publication.publishDue(now, this::publish);
    } catch (TimeoutException e) {
      throw new KafkaException("Roundups cannot be published", e);
    }
  }

  @Override
  public void process(Record<String, Object> record) {
    if (record.value() instanceof Batch batch) {
      publication.behind(batch.lag());
      fold(batch);
    } else if (!SeriesTopics.isEmpty(record, context)) {
      fold.apply(record.key(), (MeetupUpdate) record.value());
    }
    meetups.log();
  }

  private void fold(Batch batch) {
    together.clear(); // a batch before may have failed
    while (batch.next()) {
      take(batch);
      if (together.size() == TOGETHER) {
        foldTogether();
      }
    }
    foldTogether();
  }

  private void foldTogether() {
    meetups.prefetch(together);
    together.forEach(fold::apply);
    together.clear();
  }

  /** Takes the record that the batch stands on, or buries it if it is no fact of its meetup. */
  private void take(Batch batch) {
    try {
      MeetupEvent event = facts.deserialize(Topics.EVENTS.name(), batch.headers(), batch.value());
      requireUsable(batch, event);
      together.add(event);
    } catch (SerializationException | UnusableFact fault) {
      RecordMetadata place = context.recordMetadata().orElseThrow();
      context.forward(
          DeadLetters.of(place, batch, context.currentSystemTimeMs(), fault), RoundupTopology.BURY);
    }
  }

  @Override
  public void close() {
    ticks.cancel();
  }

  private static void requireUsable(Batch batch, MeetupEvent event) {
    if (event == null) {
      throw new UnusableFact("The record is empty: it states nothing");
    }
    if (batch.valueSize() > LARGEST_FACT) {
      throw new UnusableFact(
          "The fact has %,d bytes; one has at most %,d".formatted(batch.valueSize(), LARGEST_FACT));
    }
    String id = event.getId();
    if (id.length() > LONGEST_ID && id.codePointCount(0, id.length()) > LONGEST_ID) {
      throw new UnusableFact("The id is longer than " + LONGEST_ID + " characters");
    }
    if (!isMeetupId(event.getMeetupId())) {
      throw new UnusableFact(
          "The meetupId is not 1 to 80 lower-case letters, digits and hyphens, beginning with a"
              + " letter or digit");
    }
    if (!batch.hasKey(event.getMeetupId())) {
      throw new UnusableFact("The record's key is not the meetupId of its fact");
    }
  }

  /** By hand, because a regular expression costs a fiftieth of the whole fold. */
  private static boolean isMeetupId(String text) {
    if (text.isEmpty() || text.length() > LONGEST_MEETUP_ID || text.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        return false;
      }
    }
    return true;
  }

  private void tellSeries(String series, SeriesUpdate update) {
    forward(series, update, new RecordHeaders(), RoundupTopology.TELL_SERIES);
  }

  private void publish(String meetup) {
    fold.told(meetup).ifPresent(told -> publish(meetup, told));
  }

  /**
   * The roundup's size is checked here, because a transaction in which the producer has refused a
   * record cannot be committed.
   */
  private void publish(String meetup, MeetupFold.Told told) {
    byte[] bytes = roundups.serialize(Topics.ROUNDUPS.name(), told.roundup());
    if (bytes.length > LARGEST_ROUNDUP) {
      LOG.error(
          "A roundup is too large to be published; its facts are kept, and it is published once"
              + " links, photos or notes were taken back. meetup={} bytes={} limit={}",
          meetup,
          bytes.length,
          LARGEST_ROUNDUP);
      return;
    }
    Headers facts = new RecordHeaders();
    facts.add(StatedFacts.HEADER, StatedFacts.of(told.holders()).bytes());
    forward(meetup, bytes, facts, RoundupTopology.PUBLISH_ROUNDUPS);
  }

  /** Stamped with the time of sending: a fact's own time may be years ago. */
  private void forward(String key, Object value, Headers headers, String sink) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs(), headers), sink);
  }
}
