package dev.roundup.streams.operations;

import dev.roundup.schemas.topic.DeadLetterHeader;
import dev.roundup.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** A record of the dead-letter topic: the original bytes, and headers that say where they were. */
public final class DeadLetter {
  private final ConsumerRecord<byte[], byte[]> record;

  DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  /** Where the original is, as topic-partition-offset. */
  public String origin() {
    return String.join(
        "-",
        originalTopic(),
        DeadLetterHeader.PARTITION.of(record.headers(), "?"),
        DeadLetterHeader.OFFSET.of(record.headers(), "?"));
  }

  /** Why it could not be used. */
  public String reason() {
    return DeadLetterHeader.MESSAGE.of(
        record.headers(), DeadLetterHeader.EXCEPTION.of(record.headers(), "unknown"));
  }

  /** Whether the original is here: it was empty, or too large for a dead letter, if not. */
  boolean hasOriginal() {
    return record.value() != null;
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  long offset() {
    return record.offset();
  }

  /** The original record, without what the dead letter says about it. */
  ProducerRecord<byte[], byte[]> original() {
    ProducerRecord<byte[], byte[]> original =
        new ProducerRecord<>(originalTopic(), record.key(), record.value());
    for (Header header : record.headers()) {
      if (!DeadLetterHeader.isOne(header)) {
        original.headers().add(header);
      }
    }
    return original;
  }

  private String originalTopic() {
    return DeadLetterHeader.TOPIC.of(record.headers(), Topics.EVENTS.name());
  }
}
