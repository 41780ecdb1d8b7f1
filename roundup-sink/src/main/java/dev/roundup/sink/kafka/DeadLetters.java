package dev.roundup.sink.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that no post can be made of: a topic of ours, or where Kafka Connect wants. */
@FunctionalInterface
public interface DeadLetters {
  /** Takes a record as it came, and why it was refused. */
  void take(ConsumerRecord<byte[], byte[]> record, RuntimeException reason);
}
