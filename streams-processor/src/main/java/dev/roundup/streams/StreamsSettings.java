package dev.roundup.streams;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.streams.topology.RocksDbTuning;
import dev.roundup.streams.topology.StoreKind;
import dev.roundup.streams.topology.UnreadableUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/**
 * The processor's settings, parsed.
 *
 * @param coalesce least time between two roundups of one meetup
 * @param stateDirectory of this instance alone
 * @param applicationId names the consumer group, the changelogs and the transactions
 * @param replication replicas of the changelogs; less than 1: the broker's default
 */
public record StreamsSettings(
    StoreKind stores,
    Duration coalesce,
    Path stateDirectory,
    String httpHost,
    int httpPort,
    String applicationId,
    int replication) {
  /** Commits are rare while there is much to do; else the topology asks for them. */
  private static final int CATCHING_UP_COMMIT_MILLIS = 500;

  /** More were no quicker where the broker had to share the machine's cores with them. */
  private static final int THREADS = 2;

  /** Kafka's next default, which it warns of until it is chosen; its constant is deprecated. */
  private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

  private static final String DEFAULT_APPLICATION_ID = "roundup-streams";

  /** Where the schema's id is written: in front of the bytes, or in a header. */
  private static final String SCHEMA_ID = "value.schema.id.serializer";

  private static final String IN_HEADERS = "HeaderSchemaIdSerializer";

  /**
   * Parses them.
   *
   * @throws Failure with every mistake
   */
  public static StreamsSettings of(Settings settings) {
    Object applicationId =
        settings.kafka().getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, DEFAULT_APPLICATION_ID);
    if (!settings.kafka().containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "Nobody says where Kafka is. Give --bootstrap-servers, kafka.bootstrap.servers in the"
              + " configuration file, or KAFKA_BOOTSTRAP_SERVERS.");
    }
    return settings.parse(
        parser ->
            new StreamsSettings(
                parser.choice(Key.STORES, StoreKind.class),
                parser.millis(Key.COALESCE),
                parser.path(Key.STATE_DIR),
                parser.text(Key.HTTP_HOST),
                parser.number(Key.HTTP_PORT, 0, 65_535),
                applicationId.toString(),
                parser.number(Key.TOPIC_REPLICATION, -1, Short.MAX_VALUE)));
  }

  /**
   * What Kafka Streams is started with: what was found to be fast and safe, and over it whatever
   * the settings say as {@code kafka.*}.
   *
   * @param instanceId the same at every start of this instance
   * @throws Failure if they say what a processor cannot do
   */
  Map<String, Object> kafkaStreams(Settings settings, String instanceId) {
    requireIdsInFront(settings);
    Map<String, Object> kafka = new HashMap<>();
    kafka.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    kafka.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    kafka.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication < 1 ? -1 : replication);
    // nothing depends on a record's own time, and one without must not stop the processor
    kafka.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    kafka.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    kafka.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
    kafka.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, CATCHING_UP_COMMIT_MILLIS);
    // facts and what series tell may come in any order: to wait for the one that is behind would
    // be of no use, and to look for it costs a sixth of the time of every fact
    kafka.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    kafka.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    kafka.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // /metrics has the same figures; to name thousands of them for JMX takes a tenth of a start
    kafka.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
    kafka.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableUpdate.class);
    kafka.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FaultPolicy.Unheard.class);
    // twice, because the assignor, which sees the consumer's settings only, warns as well
    kafka.put(GLOBAL_HANDLER, true);
    kafka.put(consumer(GLOBAL_HANDLER), true);
    kafka.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbTuning.class);
    kafka.put(consumer(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 8 << 20);
    // what is restored at a start comes in few and large answers, and an answer about a changelog
    // that has nothing more is not waited for: half a second each, by default
    kafka.put(restoring(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 10_000);
    kafka.put(restoring(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 8 << 20);
    kafka.put(restoring(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
    // a static member is back at once after a restart; a thread that was replaced is missed for
    // as long as its session lasts
    kafka.put(consumer(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), instanceId);
    kafka.put(consumer(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG), 15_000);
    kafka.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    // as all our producers do; to write less is worth more to the broker than it costs to pack
    kafka.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    kafka.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.LARGEST_REQUEST);
    kafka.putAll(settings.kafka());
    return kafka;
  }

  private static void requireIdsInFront(Settings settings) {
    String serializer = settings.kafka().getOrDefault(SCHEMA_ID, "").toString();
    if (serializer.substring(serializer.lastIndexOf('.') + 1).equals(IN_HEADERS)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "kafka.%s=%s is not for the processor, whose stores keep no headers."
                  .formatted(SCHEMA_ID, serializer)
              + " Facts that are written so are read without it. Take it out here.");
    }
  }

  private static String consumer(String setting) {
    return StreamsConfig.MAIN_CONSUMER_PREFIX + setting;
  }

  private static String restoring(String setting) {
    return StreamsConfig.RESTORE_CONSUMER_PREFIX + setting;
  }

  private static String producer(String setting) {
    return StreamsConfig.PRODUCER_PREFIX + setting;
  }
}
