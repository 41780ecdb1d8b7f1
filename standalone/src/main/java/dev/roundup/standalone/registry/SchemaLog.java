package dev.roundup.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.standalone.registry.StoredSchema.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The compacted topic that the schemas are kept in, in the records that the registry's own server
 * writes: a key says what, a value says how it is now. One process writes it at a time.
 */
final class SchemaLog implements AutoCloseable {
  private static final String TOPIC = "_schemas";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> kafka;
  private final Producer<String, String> producer;

  private SchemaLog(Map<String, Object> kafka, Producer<String, String> producer) {
    this.kafka = kafka;
    this.producer = producer;
  }

  /**
   * Opens the topic, and makes it if it is not there.
   *
   * @throws Failure if Kafka cannot be reached or refuses
   */
  static SchemaLog open(String bootstrapServers) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
    create(kafka);
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "acks", "all",
            "delivery.timeout.ms", "30000",
            "request.timeout.ms", "10000",
            "linger.ms", "0");
    return new SchemaLog(
        kafka, new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()));
  }

  private static void create(Map<String, Object> kafka) {
    NewTopic topic =
        new NewTopic(TOPIC, Optional.of(1), Optional.empty())
            .configs(Map.of("cleanup.policy", "compact"));
    try (Admin admin = Admin.create(kafka)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new Failure(
            ExitCode.KAFKA,
            "The registry cannot make its topic " + TOPIC + ": " + e.getCause().getMessage(),
            e);
      }
    }
  }

  /** Everything that was ever appended, into the ledger. */
  void replay(Ledger ledger) {
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        consumer.poll(POLL).forEach(entry -> apply(entry, ledger));
      }
    }
  }

  /** Returns when the schema is safe. */
  void append(StoredSchema schema) {
    ObjectNode key =
        JSON.createObjectNode()
            .put("keytype", "SCHEMA")
            .put("subject", schema.subject())
            .put("version", schema.version())
            .put("magic", 1);
    ObjectNode value =
        JSON.createObjectNode()
            .put("subject", schema.subject())
            .put("version", schema.version())
            .put("id", schema.id());
    if (!schema.references().isEmpty()) {
      ArrayNode references = value.putArray("references");
      schema.references().forEach(reference -> references.addPOJO(reference));
    }
    value.put("schema", schema.text()).put("deleted", false);
    send(key, value.toString());
  }

  /** As {@link #append}; no level takes the subject's own away. */
  void append(String subject, Optional<Compatibility> level) {
    ObjectNode key = JSON.createObjectNode().put("keytype", "CONFIG");
    key.put("subject", subject.equals(Ledger.GLOBAL) ? null : subject).put("magic", 0);
    send(
        key,
        level
            .map(own -> JSON.createObjectNode().put("compatibilityLevel", own.name()).toString())
            .orElse(null));
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(ObjectNode key, String value) {
    try {
      producer.send(new ProducerRecord<>(TOPIC, 0, key.toString(), value)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw Refused.storeFailed(e.getCause().toString());
    }
  }

  private static void apply(ConsumerRecord<String, String> entry, Ledger ledger) {
    try {
      JsonNode key = JSON.readTree(entry.key());
      JsonNode value = entry.value() == null ? null : JSON.readTree(entry.value());
      String subject = key.path("subject").asText("");
      switch (key.path("keytype").asText()) {
        case "SCHEMA" -> store(value, ledger);
        case "CONFIG" -> ledger.configure(subject, level(value));
        default -> {
          // the registry's own server notes more than we need
        }
      }
    } catch (JsonProcessingException e) {
      throw new Failure(
          ExitCode.REGISTRY,
          "The registry's record " + TOPIC + "-0@" + entry.offset() + " is not JSON",
          e);
    }
  }

  private static Compatibility level(JsonNode value) {
    return value == null
        ? null
        : Compatibility.named(value.path("compatibilityLevel").asText()).orElse(null);
  }

  private static void store(JsonNode value, Ledger ledger) {
    if (value == null || value.path("deleted").asBoolean()) {
      return;
    }
    List<Reference> references = new ArrayList<>();
    value
        .path("references")
        .forEach(
            reference ->
                references.add(
                    new Reference(
                        reference.path("name").asText(),
                        reference.path("subject").asText(),
                        reference.path("version").asInt())));
    ledger.restore(
        value.path("subject").asText(),
        value.path("version").asInt(),
        value.path("id").asInt(),
        value.path("schema").asText(),
        references);
  }
}
