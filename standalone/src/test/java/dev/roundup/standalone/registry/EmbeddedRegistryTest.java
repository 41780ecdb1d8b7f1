package dev.roundup.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.serde.RegistryAvroDeserializer;
import dev.roundup.schemas.serde.RegistryAvroSerializer;
import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedRegistryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String INT = "{\"schema\":\"\\\"int\\\"\"}";
  private static final String LONG = "{\"schema\":\"\\\"long\\\"\"}";
  private static final String TEXT = "{\"schema\":\"\\\"string\\\"\"}";

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(directory, 0, FatalFaults.RAISE);
    registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  @Test
  void started_again_it_knows_ids_versions_and_levels() throws Exception {
    ask("PUT", "/config/restart", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
    int first = ask("POST", "/subjects/restart/versions", INT).path("id").asInt();
    int other = ask("POST", "/subjects/restart-other/versions", TEXT).path("id").asInt();
    registry.close();
    registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);

    assertThat(ask("POST", "/subjects/restart/versions", INT).path("id").asInt()).isEqualTo(first);
    assertThat(ask("GET", "/schemas/ids/" + other, null).path("schema").asText())
        .isEqualTo("\"string\"");
    assertThat(ask("GET", "/config/restart", null).path("compatibilityLevel").asText())
        .isEqualTo("FULL_TRANSITIVE");
    assertThat(ask("GET", "/subjects/restart/versions", null).toString()).isEqualTo("[1]");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /subjects/nobody/versions, 404, 40401",
    "GET, /subjects/nobody/versions/latest, 404, 40401",
    "GET, /subjects/known/versions/99, 404, 40402",
    "GET, /subjects/known/versions/first, 422, 42202",
    "GET, /schemas/ids/4711, 404, 40403",
    "GET, /schemas/guids/00000000-0000-0000-0000-000000000000, 404, 40403",
    "GET, /config/nobody, 404, 40408",
    "GET, /associations/resources/-/topic, 404, 404",
  })
  void what_is_not_there_is_told_by_code(String method, String path, int status, int code)
      throws Exception {
    ask("POST", "/subjects/known/versions", INT);
    HttpResponse<String> answer = send(method, path, null);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("error_code").asInt()).isEqualTo(code);
  }

  @Test
  void a_version_must_read_what_the_last_one_wrote() throws Exception {
    ask("POST", "/subjects/widened/versions", INT);
    assertThat(send("POST", "/subjects/widened/versions", LONG).statusCode()).isEqualTo(200);

    HttpResponse<String> narrowed = send("POST", "/subjects/widened/versions", TEXT);
    assertThat(narrowed.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(narrowed.body()).path("error_code").asInt()).isEqualTo(40901);
  }

  @Test
  void a_version_that_is_there_already_is_not_checked_again() throws Exception {
    int id = ask("POST", "/subjects/again/versions", INT).path("id").asInt();
    ask("POST", "/subjects/again/versions", LONG);

    assertThat(ask("POST", "/subjects/again/versions", INT).path("id").asInt()).isEqualTo(id);
  }

  @Test
  void a_subject_may_want_more_or_less_than_the_others() throws Exception {
    ask("PUT", "/config/free", "{\"compatibility\":\"NONE\"}");
    ask("POST", "/subjects/free/versions", INT);
    assertThat(send("POST", "/subjects/free/versions", TEXT).statusCode()).isEqualTo(200);

    ask("DELETE", "/config/free", null);
    assertThat(send("POST", "/subjects/free/versions", INT).statusCode()).isEqualTo(200);
    assertThat(send("POST", "/subjects/free/versions", "{\"schema\":\"\\\"boolean\\\"\"}"))
        .returns(409, HttpResponse::statusCode);
  }

  @Test
  void compatibility_can_be_asked_for_without_registering() throws Exception {
    ask("POST", "/subjects/asked/versions", LONG);
    String path = "/compatibility/subjects/asked/versions/latest";

    assertThat(ask("POST", path, LONG).path("is_compatible").asBoolean()).isTrue();
    assertThat(ask("POST", path, TEXT).path("is_compatible").asBoolean()).isFalse();
    assertThat(ask("GET", "/subjects/asked/versions", null).toString()).isEqualTo("[1]");
  }

  @Test
  void what_is_no_schema_is_refused() throws Exception {
    assertThat(send("POST", "/subjects/bad/versions", "{\"schema\":\"{}\"}").statusCode())
        .isEqualTo(422);
    assertThat(send("POST", "/subjects/bad/versions", "{\"schema\":").statusCode()).isEqualTo(400);
    assertThat(
            send(
                    "POST",
                    "/subjects/bad/versions",
                    "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}")
                .statusCode())
        .isEqualTo(422);
    assertThat(send("GET", "/subjects/bad/versions", null).statusCode()).isEqualTo(404);
  }

  @Test
  void the_id_may_travel_in_a_header() {
    Map<String, String> configs =
        Map.of(
            "schema.registry.url",
            registry.url().toString(),
            "value.schema.id.serializer",
            "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer");
    try (RegistryAvroSerializer<String> serializer = new RegistryAvroSerializer<>();
        RegistryAvroDeserializer<String> deserializer = new RegistryAvroDeserializer<>()) {
      serializer.configure(configs, false);
      deserializer.configure(configs, false);
      RecordHeaders headers = new RecordHeaders();
      byte[] bytes = serializer.serialize("in-header", headers, "hi");

      assertThat(bytes).containsExactly(4, 'h', 'i');
      assertThat(deserializer.deserialize("in-header", headers, bytes)).isEqualTo("hi");
    }
  }

  @Test
  void a_taken_port_is_told_by_its_number() {
    int port = registry.url().getPort();
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> EmbeddedRegistry.start(kafka.bootstrapServers(), port))
        .withMessageContaining("port " + port)
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BUSY));
  }

  private static JsonNode ask(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
