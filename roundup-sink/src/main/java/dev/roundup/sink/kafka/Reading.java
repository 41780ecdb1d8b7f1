package dev.roundup.sink.kafka;

import dev.roundup.schemas.topic.StatedFacts;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Edition;
import dev.roundup.sink.file.PostPlace;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** What a record of the roundups topic turned out to be. */
sealed interface Reading {
  /** A roundup that a post can be made of. */
  record Fit(Edition edition) implements Reading {}

  /** No value: the meetup's roundup was withdrawn; its post is not touched. */
  record Withdrawn() implements Reading {}

  /** Nothing a post can be made of; it goes to the dead letters. */
  record Unreadable(RuntimeException reason) implements Reading {}

  /**
   * Reads a record.
   *
   * @param open the offset that is committed only after the post is in place
   * @throws org.apache.kafka.common.errors.RetriableException if the registry is away: that says
   *     nothing of the record
   */
  static Reading of(
      ConsumerRecord<byte[], byte[]> record, Deserializer<Roundup> deserializer, long open) {
    if (record.value() == null) {
      return new Withdrawn();
    }
    Roundup roundup;
    try {
      roundup = deserializer.deserialize(record.topic(), record.headers(), record.value());
    } catch (SerializationException e) {
      return new Unreadable(e);
    }
    Optional<String> fault = PostPlace.fault(roundup);
    if (fault.isEmpty() && !roundup.getMeetupId().equals(key(record))) {
      fault = Optional.of("the record's key is not its meetupId");
    }
    return fault
        .<Reading>map(sentence -> new Unreadable(new SerializationException(sentence)))
        .orElseGet(
            () ->
                new Fit(
                    new Edition(
                        roundup, record.partition(), open, StatedFacts.of(record.headers()))));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }
}
