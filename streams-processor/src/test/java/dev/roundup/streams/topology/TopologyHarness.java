package dev.roundup.streams.topology;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.streams.batch.Batch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on Kafka's test driver, with a registry in memory. */
final class TopologyHarness implements AutoCloseable {
  static final Duration COALESCE = Duration.ofMillis(500);

  private final TopologyTestDriver driver;
  private final Serializer<MeetupEvent> facts;
  private final TestInputTopic<byte[], byte[]> events;
  private final TestOutputTopic<String, Roundup> roundups;
  private final TestOutputTopic<byte[], byte[]> deadLetters;

  TopologyHarness(StoreKind kind, Path stateDirectory) {
    this(kind, stateDirectory, () -> 0);
  }

  /** With a clock that measures time spent, in nanoseconds. */
  TopologyHarness(StoreKind kind, Path stateDirectory, LongSupplier nanoTime) {
    Settings settings = settings();
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    RoundupTopology topology = new RoundupTopology(settings, kind, COALESCE, nanoTime);
    driver =
        new TopologyTestDriver(
            topology.build(new StreamsConfig(properties)), properties, Instant.EPOCH);
    facts = AvroSerdes.values(settings, MeetupEvent.class).serializer();
    events =
        driver.createInputTopic(
            Topics.EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    Deserializer<Roundup> reader = AvroSerdes.values(settings, Roundup.class).deserializer();
    roundups = driver.createOutputTopic(Topics.ROUNDUPS.name(), new StringDeserializer(), reader);
    deadLetters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static Settings settings() {
    return Settings.of(Map.of("kafka.schema.registry.url", "mock://topology-test"));
  }

  void pipe(MeetupEvent fact) {
    pipe(fact.getMeetupId(), fact);
  }

  void pipe(String key, MeetupEvent fact) {
    pipe(key, bytes(fact));
  }

  void pipe(String key, byte[] value) {
    pipe(key, value, 0);
  }

  /** A fact behind which the log has many more. */
  void pipe(MeetupEvent fact, int lag) {
    pipe(fact.getMeetupId(), bytes(fact), lag);
  }

  /** Facts that are polled together. */
  void pipe(List<MeetupEvent> together) {
    pipe(together.stream().map(fact -> polled(fact.getMeetupId(), bytes(fact))).toList(), 0);
  }

  private void pipe(String key, byte[] value, int lag) {
    pipe(List.of(polled(key, value)), lag);
  }

  private void pipe(List<ConsumerRecord<byte[], byte[]>> polled, int lag) {
    events.pipeInput(new TestRecord<>(null, Batch.of(polled, lag).value()));
  }

  private static ConsumerRecord<byte[], byte[]> polled(String key, byte[] value) {
    byte[] keyBytes = new StringSerializer().serialize(Topics.EVENTS.name(), key);
    return new ConsumerRecord<>(Topics.EVENTS.name(), 0, 0, keyBytes, value);
  }

  private byte[] bytes(MeetupEvent fact) {
    return facts.serialize(Topics.EVENTS.name(), fact);
  }

  /** A record that no processor of ours has written. */
  void pipeBetween(Topic topic, String key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  /** Lets time pass and gives the roundups that were published meanwhile, in order. */
  List<TestRecord<String, Roundup>> after(Duration time) {
    driver.advanceWallClockTime(time);
    return roundups.readRecordsToList();
  }

  /** The latest roundup of each meetup once everything was published. */
  SortedMap<String, Roundup> settled() {
    SortedMap<String, Roundup> latest = new TreeMap<>();
    driver.advanceWallClockTime(COALESCE);
    driver.advanceWallClockTime(COALESCE);
    roundups.readRecordsToList().forEach(record -> latest.put(record.key(), record.value()));
    return latest;
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return deadLetters.readRecordsToList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
