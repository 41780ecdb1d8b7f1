package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.topic.DeadLetterHeader;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.file.PublicationLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/** What the sink writes to Kafka: publications, and roundups it could not read. */
final class Records implements PublicationLog, DeadLetters {
  private final Producer<byte[], byte[]> producer;
  private final Serializer<Publication> serializer;
  private final List<Future<?>> sent = new ArrayList<>();

  Records(Producer<byte[], byte[]> producer, Serializer<Publication> serializer) {
    this.producer = producer;
    this.serializer = serializer;
  }

  /** To the partition of the meetup's roundups: who is assigned the one restores the other. */
  @Override
  public void record(List<Entry> entries) {
    for (Entry entry : entries) {
      Publication publication = entry.publication();
      Headers headers = new RecordHeaders();
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  Topics.POSTS.name(),
                  entry.partition(),
                  null,
                  publication.getMeetupId().getBytes(StandardCharsets.UTF_8),
                  serialized(publication, headers),
                  headers)));
    }
    settle();
  }

  private byte[] serialized(Publication publication, Headers headers) {
    try {
      return serializer.serialize(Topics.POSTS.name(), headers, publication);
    } catch (SerializationException e) {
      throw new Failure(
          ExitCode.REGISTRY,
          "Publication records cannot be written to "
              + Topics.POSTS.name()
              + ": the schema registry does not accept their schema ("
              + e.getMessage()
              + "). Nothing was published; see the subject's compatibility setting.",
          e);
    }
  }

  /** The record as it came, with headers on top: where it was, and why. */
  @Override
  public void take(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
    Headers headers = new RecordHeaders(record.headers());
    DeadLetterHeader.putAll(headers, record.topic(), record.partition(), record.offset(), reason);
    sent.add(
        producer.send(
            new ProducerRecord<>(
                Topics.ROUNDUP_DEAD_LETTERS.name(),
                deadLetterPartition(record),
                null,
                record.key(),
                record.value(),
                headers)));
  }

  /**
   * That of the record, so that letters lie as records lay; null, which is by key, where the topic
   * of the letters has no such partition: a producer waits for one that may never come.
   */
  private Integer deadLetterPartition(ConsumerRecord<byte[], byte[]> record) {
    int partitions = producer.partitionsFor(Topics.ROUNDUP_DEAD_LETTERS.name()).size();
    return record.partition() < partitions ? record.partition() : null;
  }

  /**
   * Returns when all that was sent is acknowledged.
   *
   * @throws KafkaException retriable or not, if some of it was not
   */
  void settle() {
    List<Future<?>> waiting = List.copyOf(sent);
    sent.clear();
    producer.flush();
    for (Future<?> future : waiting) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  /** Forgets what was sent in a batch that is given up, and comes again. */
  void giveUp() {
    sent.clear();
  }
}
