package dev.roundup.streams.topology;

import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two topics between the meetups and their series. What is on them is used at once and follows
 * from the log, so it need not stay: a month is how long the processor may be away and still pick
 * up what it had not read. Counted from when it was sent, because a rebuild sends again what
 * happened years ago.
 */
public final class SeriesTopics {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesTopics.class);

  private static final Map<String, String> PASSING =
      Map.of(
          "cleanup.policy",
          "delete",
          "retention.ms",
          Long.toString(Duration.ofDays(30).toMillis()),
          "message.timestamp.type",
          "LogAppendTime",
          Topic.MAX_MESSAGE_BYTES,
          Topics.LARGEST_RECORD);

  /** What meetups tell their series, by series. */
  public static final Topic SERIES_UPDATES = new Topic("meetup.series-updates", PASSING);

  /** What series tell their meetups, by meetup. */
  public static final Topic MEETUP_UPDATES = new Topic("meetup.meetup-updates", PASSING);

  /** Both. */
  public static final List<Topic> ALL = List.of(SERIES_UPDATES, MEETUP_UPDATES);

  private SeriesTopics() {}

  /**
   * Whether a record states nothing, and is to be passed over: none of ours is without key or
   * value, but a mirror or a person may write a tombstone.
   */
  static boolean isEmpty(Record<?, ?> record, ProcessingContext context) {
    boolean empty = record.key() == null || record.value() == null;
    if (empty) {
      RecordMetadata place = context.recordMetadata().orElseThrow();
      LOG.warn(
          "A record without key or value is passed over. record={}-{}-{}",
          place.topic(),
          place.partition(),
          place.offset());
    }
    return empty;
  }
}
