package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the sink's clients are set up, whoever polls. */
final class Clients {
  /** The group of all sinks of one cluster: its offsets say what is published. */
  private static final String GROUP = "roundup-sink";

  /** How long an editor takes at most from its last look at a file to the end of its save. */
  static final Duration MOMENT = Duration.ofSeconds(2);

  /** The same from the record of a batch, whose last post is in its place seconds later. */
  static final Duration MOMENT_OF_A_BATCH = MOMENT.plusSeconds(5);

  static final Duration CLOSING = Duration.ofSeconds(10);

  private static final int DELIVERY_MS = 30_000;

  private Clients() {}

  /** Who is assigned a partition of roundups restores the same one of publications. */
  static void requireSamePartitions(Consumer<byte[], byte[]> restoring) {
    int ofRoundups;
    int ofPosts;
    try {
      ofRoundups = restoring.partitionsFor(Topics.ROUNDUPS.name()).size();
      ofPosts = restoring.partitionsFor(Topics.POSTS.name()).size();
    } catch (KafkaException e) {
      throw new Failure(ExitCode.KAFKA, "Kafka does not tell its topics: " + e.getMessage(), e);
    }
    if (ofRoundups != ofPosts) {
      throw new Failure(
          ExitCode.KAFKA,
          String.format(
              "The topics %s and %s must have the same number of partitions, and have %d and %d."
                  + " Add partitions with kafka-topics.",
              Topics.ROUNDUPS.name(), Topics.POSTS.name(), ofRoundups, ofPosts));
    }
  }

  static Map<String, Object> consuming(Settings settings, String instanceId) {
    Map<String, Object> config = committing(settings);
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.putIfAbsent(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return config;
  }

  /** For the offsets of the group, without being its member. */
  static Map<String, Object> committing(Settings settings) {
    Map<String, Object> config = bytes(settings);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return config;
  }

  static Map<String, Object> restoring(Settings settings) {
    Map<String, Object> config = bytes(settings);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    return config;
  }

  static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return made(() -> new KafkaConsumer<>(config));
  }

  static Producer<byte[], byte[]> producer(Settings settings) {
    return made(() -> new KafkaProducer<>(producing(settings)));
  }

  /** No broker is asked for this: if it cannot be done, the settings are wrong. */
  private static <C> C made(Supplier<C> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      Throwable mistake = e.getCause() == null ? e : e.getCause();
      throw new Failure(
          ExitCode.CONFIGURATION, "Kafka's settings are wrong: " + mistake.getMessage(), e);
    }
  }

  private static Map<String, Object> bytes(Settings settings) {
    Map<String, Object> config = new HashMap<>(settings.kafka());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }

  private static Map<String, Object> producing(Settings settings) {
    Map<String, Object> config = new HashMap<>(settings.kafka());
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_REQUEST);
    // long before the group gives up on a sink that waits
    config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery(config));
    return config;
  }

  /** Long enough for one request, whatever that was allowed: Kafka refuses less. */
  private static int delivery(Map<String, Object> config) {
    long request =
        number(config, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)
            + number(config, ProducerConfig.LINGER_MS_CONFIG);
    return (int) Math.min(Integer.MAX_VALUE, Math.max(DELIVERY_MS, request));
  }

  private static long number(Map<String, Object> config, String name) {
    return (Long) ConfigDef.parseType(name, config.get(name), ConfigDef.Type.LONG);
  }
}
