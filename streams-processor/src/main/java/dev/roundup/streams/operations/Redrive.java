package dev.roundup.streams.operations;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
import org.apache.kafka.common.TopicPartition;
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
   */
  public int list(Consumer<DeadLetter> each) {
    return run(
        (batch, reader) -> {
          batch.forEach(each);
          return batch.size();
        });
  }

  /**
   * Redrives each dead letter that was not redriven yet, and passes over those without an original.
   *
   * @param each is told of a letter before it is published again
   * @return how many were published
   */
  public int redrive(Consumer<DeadLetter> each) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      return run((batch, reader) -> publish(producer, batch, reader, each));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit tells of a send that failed
  private static int publish(
      KafkaProducer<byte[], byte[]> producer,
      List<DeadLetter> batch,
      ConsumerGroupMetadata reader,
      Consumer<DeadLetter> each) {
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    int published = 0;
    producer.beginTransaction();
    for (DeadLetter letter : batch) {
      if (letter.hasOriginal()) {
        each.accept(letter);
        producer.send(letter.original());
        published++;
      }
      done.put(letter.partition(), new OffsetAndMetadata(letter.offset() + 1));
    }
    producer.sendOffsetsToTransaction(done, reader);
    producer.commitTransaction();
    return published;
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
