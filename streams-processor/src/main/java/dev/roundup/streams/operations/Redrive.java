package dev.roundup.streams.operations;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes dead letters again where they came from, with their original key and bytes. Each record
 * and the note that it was done are one transaction, so that none is redriven twice, whatever stops
 * the run. The note is an offset, which Kafka forgets a week after the last run: then all are
 * redriven again, and a fact that comes twice changes nothing. What is dead-lettered anew meanwhile
 * waits for the next run.
 */
public final class Redrive {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Settings settings;
  private final String group;

  /**
   * A run with the given connection.
   *
   * @param applicationId of the processor; progress is noted under a group named after it
   */
  public Redrive(Settings settings, String applicationId) {
    this.settings = settings;
    this.group = applicationId + "-redrive";
  }

  /**
   * Tells of each dead letter that was not redriven yet, and changes nothing.
   *
   * @return how many there are
   * @throws Failure if Kafka does not answer in time, or refuses
   */
  public int list(Consumer<DeadLetter> each) {
    return asking(
        () ->
            run(
                (batch, reader) -> {
                  batch.forEach(each);
                  return batch.size();
                }));
  }

  /**
   * Redrives each dead letter that was not redriven yet, and passes over those without an original.
   *
   * @param each is told of a letter before it is published again
   * @return how many were published
   * @throws Failure if Kafka does not answer in time, or refuses: a letter that it refuses is not
   *     published, nor are those that were polled with it
   */
  public int redrive(Consumer<DeadLetter> each) {
    return asking(
        () -> {
          KafkaProducer<byte[], byte[]> producer = producer();
          try {
            producer.initTransactions();
            return run((batch, reader) -> publish(producer, batch, reader, each));
          } finally {
            producer.close(CLOSING); // without a limit it waits for a Kafka that has gone away
          }
        });
  }

  private static int asking(IntSupplier kafka) {
    try {
      return kafka.getAsInt();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      Throwable reason = e.getCause() instanceof KafkaException cause ? cause : e;
      throw reason instanceof ConfigException
          ? new Failure(
              ExitCode.CONFIGURATION, "Kafka's settings are wrong: " + reason.getMessage(), e)
          : new Failure(
              ExitCode.KAFKA, "Kafka does not answer, or refuses: " + reason.getMessage(), e);
    }
  }

  private static int publish(
      KafkaProducer<byte[], byte[]> producer,
      List<DeadLetter> batch,
      ConsumerGroupMetadata reader,
      Consumer<DeadLetter> each) {
    AtomicReference<Failure> refusal = new AtomicReference<>();
    producer.beginTransaction();
    try {
      Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
      int published = 0;
      for (DeadLetter letter : batch) {
        if (letter.hasOriginal()) {
          each.accept(letter);
          send(producer, letter, refusal);
          published++;
        }
        done.put(letter.partition(), new OffsetAndMetadata(letter.offset() + 1));
      }
      producer.sendOffsetsToTransaction(done, reader);
      producer.commitTransaction();
      return published;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) { // also of the letter behind the one that was refused
      throw refusal.get() == null ? e : refusal.get();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
  private static void send(
      KafkaProducer<byte[], byte[]> producer, DeadLetter letter, AtomicReference<Failure> refusal) {
    producer.send(
        letter.original(),
        (metadata, e) -> {
          if (e != null && !(e instanceof RetriableException)) {
            refusal.compareAndSet(null, refused(letter, e));
          }
        });
  }

  private static Failure refused(DeadLetter letter, Exception reason) {
    return new Failure(
        ExitCode.KAFKA,
        ("Kafka refuses the dead letter of %s, which is at %s-%d. Nothing of its batch was published."
                + " Its reason: %s")
            .formatted(letter.origin(), letter.partition(), letter.offset(), reason.getMessage()),
        reason);
  }

  private int run(ToIntBiFunction<List<DeadLetter>, ConsumerGroupMetadata> each) {
    int count = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> ends = seekToFirst(consumer);
      while (!atEnd(consumer, ends)) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        List<DeadLetter> batch = batch(records, ends);
        if (!batch.isEmpty()) {
          count += each.applyAsInt(batch, consumer.groupMetadata());
        }
      }
    }
    return count;
  }

  private static List<DeadLetter> batch(
      ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends) {
    List<DeadLetter> batch = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      DeadLetter letter = new DeadLetter(record);
      if (record.offset() < ends.get(letter.partition())) {
        batch.add(letter);
      }
    }
    return batch;
  }

  /** Begins after what was redriven already; gives where each partition ends now. */
  private static Map<TopicPartition, Long> seekToFirst(KafkaConsumer<byte[], byte[]> consumer) {
    Set<TopicPartition> partitions =
        consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toSet());
    consumer.assign(partitions);
    return consumer.endOffsets(partitions);
  }

  private static boolean atEnd(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> kafka = settings.kafka();
    kafka.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> kafka = settings.kafka();
    kafka.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
    kafka.put(ProducerConfig.ACKS_CONFIG, "all");
    kafka.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_REQUEST);
    // what came packed must be packed again to be within the topic's limit
    kafka.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
