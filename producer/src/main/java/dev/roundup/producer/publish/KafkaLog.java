package dev.roundup.producer.publish;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The log on Kafka. Records carry the time at which they are sent, never the fact's own: brokers
 * refuse times that are far off. Facts are turned into bytes here and not by Kafka's producer, so
 * that a registry which is away can be told from a broker which is away.
 */
final class KafkaLog implements FactLog {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final String DEFAULT_DELIVERY_TIMEOUT = "120000";

  private final Producer<String, byte[]> producer;
  private final Serializer<MeetupEvent> values;
  private final Duration patience;

  /**
   * Sends through a producer of bytes.
   *
   * @param patience how long a registry may be away
   */
  KafkaLog(Producer<String, byte[]> producer, Serializer<MeetupEvent> values, Duration patience) {
    this.producer = producer;
    this.values = values;
    this.patience = patience;
  }

  /**
   * Connects, and creates the topics that are missing.
   *
   * @throws Failure if Kafka cannot be reached or the configuration is wrong
   */
  static KafkaLog open(Settings settings) {
    Serializer<MeetupEvent> values = AvroSerdes.values(settings, MeetupEvent.class).serializer();
    TopicAdmin.ensure(settings, List.of(Topics.EVENTS));
    Map<String, Object> config = configuration(settings);
    try {
      return new KafkaLog(
          new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()),
          values,
          Duration.ofMillis(
              Long.parseLong(config.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG).toString())));
    } catch (KafkaException | NumberFormatException e) {
      values.close();
      throw new Failure(
          ExitCode.CONFIGURATION, "The producer cannot be made: " + e.getMessage(), e);
    }
  }

  /** What may be lost is not up for configuration; how fast it goes is. */
  private static Map<String, Object> configuration(Settings settings) {
    Map<String, Object> config = settings.kafka();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
    config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DEFAULT_DELIVERY_TIMEOUT);
    config.putIfAbsent(
        ProducerConfig.MAX_BLOCK_MS_CONFIG, config.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
    return config;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
  public void send(MeetupEvent fact, Consumer<Exception> done) {
    Headers headers = new RecordHeaders();
    byte[] value = serialized(fact, headers);
    ProducerRecord<String, byte[]> entry =
        new ProducerRecord<>(Topics.EVENTS.name(), null, null, fact.getMeetupId(), value, headers);
    try {
      producer.send(entry, (metadata, failure) -> done.accept(failure));
    } catch (KafkaException e) {
      done.accept(e);
    }
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    values.close();
  }

  private byte[] serialized(MeetupEvent fact, Headers headers) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return values.serialize(Topics.EVENTS.name(), headers, fact);
      } catch (RetriableException e) {
        if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
          throw registry("The schema registry was away for " + patience.toSeconds() + " s", e);
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      } catch (KafkaException e) { // refused, not allowed, or no registry at all at that address
        throw registry("The schema registry does not take the schema of the facts", e);
      }
    }
  }

  private static Failure registry(String sentence, KafkaException e) {
    return new Failure(ExitCode.REGISTRY, sentence + ": " + e.getMessage(), e);
  }
}
