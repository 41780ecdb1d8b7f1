package dev.roundup.streams.operations;

import dev.roundup.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** A record of the dead-letter topic: the original bytes, and headers that say where they were. */
public final class DeadLetter {
  private static final String HEADERS = "__streams.errors.";

  private final ConsumerRecord<byte[], byte[]> record;

  DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  /** Where the original is, as topic-partition-offset. */
  public String origin() {
    return originalTopic() + "-" + header("partition", "?") + "-" + header("offset", "?");
  }

  /** Why it could not be used. */
  public String reason() {
    return header("message", header("exception", "unknown"));
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
      if (!header.key().startsWith(HEADERS)) {
        original.headers().add(header);
      }
    }
    return original;
  }

  private String originalTopic() {
    return header("topic", Topics.EVENTS.name());
  }

  private String header(String name, String otherwise) {
    Header header = record.headers().lastHeader(HEADERS + name);
    return header == null || header.value() == null
        ? otherwise
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
