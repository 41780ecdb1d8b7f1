package dev.roundup.streams.topology;

import dev.roundup.schemas.topic.DeadLetterHeader;
import dev.roundup.streams.batch.Batch;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of the log that are at fault themselves, as they are, with headers on top. What packed so
 * well that the log took it, and is larger than a dead letter can be, is named and stays on the log
 * alone.
 */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** What the topic takes, packed or not, less what else is in a record. */
  private static final int LARGEST = 15 << 20;

  private static final String ON_THE_LOG_ONLY =
      "It is too large for a dead letter, and on the log only";

  private DeadLetters() {}

  /**
   * The dead letter of the record that a batch stands on.
   *
   * @param place of the batch
   * @param now its time, in milliseconds since 1970: the record's own may be none, or far off
   */
  static Record<byte[], byte[]> of(
      RecordMetadata place, Batch batch, long now, RuntimeException fault) {
    long offset = place.offset() + batch.distance();
    String message = fault.getMessage();
    boolean tooLarge = batch.size() > LARGEST;
    LOG.warn(
        "A record cannot be used and goes to the dead letters. record={}-{}-{} reason={}",
        place.topic(),
        place.partition(),
        offset,
        message);
    Headers headers = tooLarge ? new RecordHeaders() : new RecordHeaders(batch.headers());
    DeadLetterHeader.putAll(headers, place.topic(), place.partition(), offset, fault);
    if (tooLarge) {
      DeadLetterHeader.MESSAGE.put(headers, message + ". " + ON_THE_LOG_ONLY);
    }
    return tooLarge
        ? new Record<>(null, null, now, headers)
        : new Record<>(batch.keyBytes(), batch.valueBytes(), now, headers);
  }
}
