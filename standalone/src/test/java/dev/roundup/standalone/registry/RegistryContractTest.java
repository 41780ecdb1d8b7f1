package dev.roundup.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.AttendeeCheckedIn;
import dev.roundup.schemas.fact.CheckInMethod;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.serde.RegistryAvroDeserializer;
import dev.roundup.schemas.serde.RegistryAvroSerializer;
import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the serde and a registry must agree on. Runs against the embedded registry, or against the
 * one of the system property {@code registry.url}.
 */
class RegistryContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;
  private static String url;

  private final String topic = "contract-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    url = System.getProperty("registry.url");
    if (url == null) {
      kafka = EmbeddedKafka.start(directory, 0, FatalFaults.RAISE);
      registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
      url = registry.url().toString();
    }
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void a_fact_is_read_by_another_process_as_it_was_written() {
    try (Serde<MeetupEvent> writer = facts();
        Serde<MeetupEvent> reader = facts()) {
      byte[] bytes = writer.serializer().serialize(topic, checkIn());

      assertThat(reader.deserializer().deserialize(topic, bytes)).isEqualTo(checkIn());
    }
  }

  @Test
  void the_registered_text_holds_nothing_of_java() throws Exception {
    try (Serde<MeetupEvent> serde = facts()) {
      byte[] bytes = serde.serializer().serialize(topic, checkIn());

      JsonNode latest = get("/subjects/" + topic + "-value/versions/latest");
      assertThat(latest.path("id").asInt()).isEqualTo(id(bytes));
      assertThat(latest.path("schema").asText())
          .contains("\"MeetupEvent\"")
          .doesNotContain("avro.java.string");
    }
  }

  @Test
  void what_was_registered_before_is_found_without_registering() {
    try (Serde<MeetupEvent> writer = facts();
        RegistryAvroSerializer<MeetupEvent> other =
            serializer(
                Map.of("auto.register.schemas", "false", "avro.remove.java.properties", "true"))) {
      byte[] bytes = writer.serializer().serialize(topic, checkIn());

      assertThat(other.serialize(topic, checkIn())).isEqualTo(bytes);
    }
  }

  @Test
  void a_schema_that_nobody_registered_is_refused_by_its_subject() {
    try (RegistryAvroSerializer<MeetupEvent> serializer =
        serializer(Map.of("auto.register.schemas", "false"))) {
      assertThatThrownBy(() -> serializer.serialize(topic, checkIn()))
          .isInstanceOf(SerializationException.class)
          .hasMessageContainingAll("subject=" + topic + "-value", "404");
    }
  }

  @Test
  void one_schema_has_one_id_under_every_subject() {
    try (RegistryAvroSerializer<GenericRecord> serializer = serializer(Map.of())) {
      GenericRecord talk = talk(TALK, "Loom");

      assertThat(id(serializer.serialize(topic + "-a", talk)))
          .isEqualTo(id(serializer.serialize(topic + "-b", talk)));
    }
  }

  @Test
  void a_schema_that_cannot_read_what_is_there_is_refused() throws Exception {
    put("/config/" + topic + "-value", "{\"compatibility\":\"BACKWARD\"}");
    try (RegistryAvroSerializer<GenericRecord> serializer = serializer(Map.of())) {
      serializer.serialize(topic, talk(TALK, "Loom"));
      Schema other =
          new Schema.Parser()
              .parse(TALK.toString().replace("\"type\":\"string\"", "\"type\":\"int\""));
      GenericRecord record = new GenericRecordBuilder(other).set("title", 7).build();

      assertThatThrownBy(() -> serializer.serialize(topic, record))
          .isInstanceOf(SerializationException.class)
          .hasMessageContainingAll("subject=" + topic + "-value", "409");
    }
  }

  @Test
  void a_field_that_the_reader_does_not_know_yet_is_left_out() {
    try (RegistryAvroSerializer<GenericRecord> serializer = serializer(Map.of());
        RegistryAvroDeserializer<GenericRecord> deserializer = deserializer(Map.of())) {
      byte[] old = serializer.serialize(topic, talk(TALK, "Loom"));
      byte[] young = serializer.serialize(topic, talk(TALK_WITH_ROOM, "Leyden"));

      assertThat(id(young)).isNotEqualTo(id(old));
      assertThat(deserializer.deserialize(topic, young).get("room")).hasToString("main");
      assertThat(deserializer.deserialize(topic, old).hasField("room")).isFalse();
    }
  }

  @Test
  void the_newest_version_is_written_if_that_is_wanted() {
    Map<String, String> latest =
        Map.of("auto.register.schemas", "false", "use.latest.version", "true");
    try (RegistryAvroSerializer<GenericRecord> registering = serializer(Map.of());
        RegistryAvroSerializer<GenericRecord> serializer = serializer(latest)) {
      registering.serialize(topic, talk(TALK, "Loom"));
      byte[] newest = registering.serialize(topic, talk(TALK_WITH_ROOM, "Leyden"));

      assertThat(id(serializer.serialize(topic, talk(TALK_WITH_ROOM, "Valhalla"))))
          .isEqualTo(id(newest));
    }
  }

  @Test
  void subjects_are_called_after_the_record_if_that_is_wanted() throws Exception {
    Map<String, String> byRecord =
        Map.of("value.subject.name.strategy", "RecordNameStrategy", "normalize.schemas", "true");
    try (RegistryAvroSerializer<GenericRecord> serializer = serializer(byRecord);
        RegistryAvroDeserializer<GenericRecord> deserializer = deserializer(byRecord)) {
      byte[] bytes = serializer.serialize(topic, talk(TALK, "Loom"));

      assertThat(get("/subjects").toString()).contains("\"" + TALK.getFullName() + "\"");
      assertThat(deserializer.deserialize(topic, bytes).get("title")).hasToString("Loom");
    }
  }

  @Test
  void an_unknown_id_is_a_bad_record() {
    byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(1_999_999_999).array();
    try (RegistryAvroDeserializer<GenericRecord> deserializer = deserializer(Map.of())) {
      assertThatThrownBy(() -> deserializer.deserialize(topic, bytes))
          .isInstanceOf(SerializationException.class)
          .hasMessageContainingAll("topic=" + topic, "id=1999999999");
    }
  }

  @Test
  void what_a_schema_refers_to_is_fetched_with_it() throws Exception {
    String room = "{\"type\":\"record\",\"name\":\"Room\",\"namespace\":\"place\",\"fields\":[]}";
    String talk =
        "{\"type\":\"record\",\"name\":\"Talk\",\"fields\":"
            + "[{\"name\":\"seats\",\"type\":\"int\"},{\"name\":\"room\",\"type\":\"place.Room\"}]}";
    post("/subjects/" + topic + "-room/versions", JSON.createObjectNode().put("schema", room));
    ObjectNode referring =
        (ObjectNode)
            JSON.readTree(
                "{\"references\":[{\"name\":\"place.Room\",\"subject\":\""
                    + topic
                    + "-room\",\"version\":1}]}");
    int id =
        post("/subjects/" + topic + "-value/versions", referring.put("schema", talk))
            .path("id")
            .asInt();
    byte[] bytes = ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 84).array();

    try (RegistryAvroDeserializer<GenericRecord> deserializer = deserializer(Map.of())) {
      GenericRecord record = deserializer.deserialize(topic, bytes);
      assertThat(record.get("seats")).isEqualTo(42);
      assertThat(((GenericRecord) record.get("room")).getSchema().getFullName())
          .isEqualTo("place.Room");
    }
  }

  private static final Schema TALK =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Talk\",\"namespace\":\"contract\",\"fields\":"
                  + "[{\"name\":\"title\",\"type\":\"string\"}]}");
  private static final Schema TALK_WITH_ROOM =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Talk\",\"namespace\":\"contract\",\"fields\":"
                  + "[{\"name\":\"title\",\"type\":\"string\"},"
                  + "{\"name\":\"room\",\"type\":\"string\",\"default\":\"main\"}]}");

  private static GenericRecord talk(Schema schema, String title) {
    return new GenericRecordBuilder(schema).set("title", title).build();
  }

  private static Serde<MeetupEvent> facts() {
    return AvroSerdes.values(
        Settings.of(Map.of("kafka.schema.registry.url", url)), MeetupEvent.class);
  }

  private static <T> RegistryAvroSerializer<T> serializer(Map<String, String> configs) {
    RegistryAvroSerializer<T> serializer = new RegistryAvroSerializer<>();
    serializer.configure(withUrl(configs), false);
    return serializer;
  }

  private static <T> RegistryAvroDeserializer<T> deserializer(Map<String, String> configs) {
    RegistryAvroDeserializer<T> deserializer = new RegistryAvroDeserializer<>();
    deserializer.configure(withUrl(configs), false);
    return deserializer;
  }

  private static Map<String, String> withUrl(Map<String, String> configs) {
    Map<String, String> all = new HashMap<>(configs);
    all.put("schema.registry.url", url);
    return all;
  }

  private static int id(byte[] bytes) {
    assertThat(bytes[0]).isZero();
    return ByteBuffer.wrap(Arrays.copyOfRange(bytes, 1, 5)).getInt();
  }

  private static JsonNode get(String path) throws Exception {
    return ask(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  private static JsonNode post(String path, JsonNode body) throws Exception {
    return ask(
        HttpRequest.newBuilder(URI.create(url + path))
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private static JsonNode put(String path, String body) throws Exception {
    return ask(HttpRequest.newBuilder(URI.create(url + path)).PUT(BodyPublishers.ofString(body)));
  }

  private static JsonNode ask(HttpRequest.Builder request) throws Exception {
    String type = "application/vnd.schemaregistry.v1+json";
    return JSON.readTree(
        HTTP.send(request.header("Content-Type", type).build(), BodyHandlers.ofString()).body());
  }

  private static MeetupEvent checkIn() {
    return MeetupEvent.newBuilder()
        .setId("fact-1")
        .setMeetupId("harbour-jvm-2026-10")
        .setOccurredAt(Instant.parse("2026-10-14T16:42:11.000250Z"))
        .setSource("/checkin/front-desk")
        .setFact(
            AttendeeCheckedIn.newBuilder()
                .setAttendee(new Attendee("a-1", null))
                .setMethod(CheckInMethod.QR)
                .build())
        .build();
  }
}
