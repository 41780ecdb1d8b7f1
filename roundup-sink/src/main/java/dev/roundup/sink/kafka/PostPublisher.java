package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.metrics.Metrics;
import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Press;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;

/** Publishes roundups from Kafka to a site: the clients, and the loop that uses them. */
public final class PostPublisher implements AutoCloseable {
  /** The group of all sinks of one cluster: its offsets say what is published. */
  static final String GROUP = "roundup-sink";

  /** How long an editor takes at most from its last look at a file to the end of its save. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Serde<Roundup> roundups;
  private final Serde<Publication> publications;
  private final Consumer<byte[], byte[]> consumer;
  private final Consumer<byte[], byte[]> restoring;
  private final Producer<byte[], byte[]> producer;
  private final Assignment assignment;
  private final PublishLoop loop;

  private PostPublisher(
      Settings settings, String instanceId, Target target, Start start, Metrics metrics) {
    roundups = AvroSerdes.values(settings, Roundup.class);
    publications = AvroSerdes.values(settings, Publication.class);
    consumer = new KafkaConsumer<>(consuming(settings, instanceId));
    restoring = new KafkaConsumer<>(restoring(settings));
    producer = new KafkaProducer<>(producing(settings));
    Ledger ledger = new Ledger();
    Records records = new Records(producer, publications.serializer());
    Restorer restorer = new Restorer(restoring, publications.deserializer(), ledger);
    assignment = new Assignment(consumer, restorer, ledger, target.site(), start);
    Clock clock = Clock.systemUTC();
    Press press = new Press(target.renderer(), target.site(), ledger, records, clock, MOMENT);
    PublishMetrics counting = new PublishMetrics(metrics.registry(), clock, ledger, press);
    loop =
        new PublishLoop(
            consumer,
            roundups.deserializer(),
            assignment,
            records,
            press,
            target.companions(),
            counting);
    metrics.watch(consumer);
    metrics.watch(producer);
  }

  /**
   * Makes the clients; {@link #run} begins.
   *
   * @param instanceId who this sink is to its group
   * @param metrics where what is published is counted, with the clients' own figures
   * @throws Failure if the topics do not go together
   */
  public static PostPublisher open(
      Settings settings, String instanceId, Target target, Start start, Metrics metrics) {
    PostPublisher publisher = new PostPublisher(settings, instanceId, target, start, metrics);
    try {
      publisher.check();
      return publisher;
    } catch (RuntimeException e) {
      publisher.close();
      throw e;
    }
  }

  /** Who is assigned a partition of roundups restores the same one of publications. */
  private void check() {
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

  /** Runs until {@link #stop}; see {@link PublishLoop#run}. */
  public void run() {
    loop.run();
  }

  /** From any thread: {@link #run} returns soon. */
  public void stop() {
    loop.stop();
  }

  /** Whether all is published that there was when the partitions were assigned. */
  public boolean isReady() {
    return assignment.isReady();
  }

  /** After {@link #run} returned. Another sink, on another machine, can take over at once. */
  @Override
  public void close() {
    producer.close(CLOSING);
    restoring.close(CloseOptions.timeout(CLOSING));
    consumer.close(
        CloseOptions.timeout(CLOSING)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    roundups.close();
    publications.close();
  }

  private static Map<String, Object> consuming(Settings settings, String instanceId) {
    Map<String, Object> config = bytes(settings);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.putIfAbsent(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return config;
  }

  static Map<String, Object> restoring(Settings settings) {
    Map<String, Object> config = bytes(settings);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    return config;
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
    config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    return config;
  }
}
