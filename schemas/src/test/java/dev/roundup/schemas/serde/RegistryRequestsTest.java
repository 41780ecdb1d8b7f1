package dev.roundup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.roundup.schemas.serde.FakeRegistry.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to the registry and what is made of its answers. */
@Timeout(180)
class RegistryRequestsTest {
  private static final Map<String, String> QUICK =
      Map.of("retries.wait.ms", "1", "retries.max.wait.ms", "1");

  @Test
  void a_schema_is_registered_under_the_topic_with_its_text() {
    try (FakeRegistry registry = FakeRegistry.answering(FakeRegistry.id(5));
        var serializer = serializer(registry.url(), Map.of("normalize.schemas", "true"))) {
      serializer.serialize("talks", "Loom");

      assertThat(registry.requests())
          .singleElement()
          .returns("POST /subjects/talks-value/versions?normalize=true", FakeRegistry.Request::line)
          .returns(
              "{\"schemaType\":\"AVRO\",\"schema\":\"\\\"string\\\"\"}",
              FakeRegistry.Request::body);
    }
  }

  @Test
  void a_schema_is_only_looked_up_if_registering_is_off() {
    try (FakeRegistry registry = FakeRegistry.answering(FakeRegistry.id(5));
        var serializer = serializer(registry.url(), Map.of("auto.register.schemas", "false"))) {
      serializer.serialize("talks", "Loom");

      assertThat(lines(registry))
          .containsExactly("POST /subjects/talks-value?normalize=false&deleted=false");
    }
  }

  @Test
  void an_id_is_asked_for_once_with_its_subject() {
    try (FakeRegistry registry =
            FakeRegistry.answering(request -> new Answer(200, "{\"schema\":\"\\\"string\\\"\"}"));
        var deserializer = deserializer(registry.url(), Map.of())) {
      byte[] bytes = {0, 0, 0, 1, 0, 4, 'h', 'i'};
      assertThat(deserializer.deserialize("talks", bytes)).isEqualTo("hi");
      assertThat(deserializer.deserialize("talks", bytes)).isEqualTo("hi");

      assertThat(lines(registry))
          .containsExactly("GET /schemas/ids/256?fetchMaxId=false&subject=talks-value");
    }
  }

  @Test
  void a_guid_in_front_of_the_record_is_understood() {
    String guid = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    try (FakeRegistry registry =
            FakeRegistry.answering(request -> new Answer(200, "{\"schema\":\"\\\"int\\\"\"}"));
        var deserializer = deserializer(registry.url(), Map.of())) {
      byte[] bytes =
          ByteBuffer.allocate(18)
              .put((byte) 1)
              .putLong(0x6ba7b8109dad11d1L)
              .putLong(0x80b400c04fd430c8L)
              .put((byte) 84)
              .array();

      assertThat(deserializer.deserialize("talks", bytes)).isEqualTo(42);
      assertThat(lines(registry)).containsExactly("GET /schemas/guids/" + guid);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'record','name':'R','fields':[{'name':'a','type':'int','default':null}]}",
        "{'type':'record','name':'R','fields':[{'name':'a','type':'int','order':'up'}]}",
        "{'type':'record','name':'R','fields':[{'name':'a','type':['int','int']}]}",
        "no schema",
      })
  void a_schema_that_avro_does_not_take_is_the_records_fault(String schema) {
    String text = schema.replace("'", "\\\"");
    try (FakeRegistry registry =
            FakeRegistry.answering(request -> new Answer(200, "{\"schema\":\"" + text + "\"}"));
        var deserializer = deserializer(registry.url(), Map.of())) {
      assertThatThrownBy(() -> deserializer.deserialize("talks", new byte[] {0, 0, 0, 0, 5, 2}))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("id=5");
    }
  }

  @Test
  void an_answer_that_stops_in_its_middle_is_no_answer() {
    try (FakeRegistry registry = FakeRegistry.answering(request -> FakeRegistry.STOPPING);
        var deserializer =
            deserializer(
                registry.url(),
                Map.of(
                    "http.connect.timeout.ms", "100",
                    "http.read.timeout.ms", "100",
                    "max.retries", "0"))) {
      assertThatThrownBy(() -> deserializer.deserialize("talks", new byte[] {0, 0, 0, 0, 5, 2}))
          .isInstanceOf(TimeoutException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, AuthenticationException, 1",
    "403, AuthorizationException, 1",
    "404, SerializationException, 1",
    "408, TimeoutException, 4",
    "409, SerializationException, 1",
    "422, SerializationException, 1",
    "429, ThrottlingQuotaExceededException, 4",
    "500, TimeoutException, 4",
    "502, DisconnectException, 4",
    "503, TimeoutException, 4",
    "504, TimeoutException, 4",
  })
  void each_status_has_its_exception_and_its_number_of_attempts(
      int status, String exception, int attempts) {
    try (FakeRegistry registry =
            FakeRegistry.answering(FakeRegistry.error(status, status * 100 + 1, "no"));
        var serializer = serializer(registry.url(), QUICK)) {
      Throwable thrown = catchThrowable(() -> serializer.serialize("talks", "Loom"));

      assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception);
      assertThat(registry.requests()).hasSize(attempts);
    }
  }

  @Test
  void what_does_not_speak_the_protocol_is_not_the_records_fault() {
    try (FakeRegistry registry =
            FakeRegistry.answering(request -> new Answer(404, "<html>Not here</html>"));
        var deserializer = deserializer(registry.url(), QUICK)) {
      assertThatThrownBy(() -> deserializer.deserialize("talks", new byte[] {0, 0, 0, 0, 1, 0}))
          .isInstanceOf(KafkaException.class)
          .isNotInstanceOf(SerializationException.class)
          .isNotInstanceOf(RetriableException.class)
          .hasMessageContaining(registry.url());
    }
  }

  @Test
  void the_next_registry_is_asked_when_one_is_not_well() {
    try (FakeRegistry ill = FakeRegistry.answering(FakeRegistry.error(503, 50301, "starting"));
        FakeRegistry well = FakeRegistry.answering(FakeRegistry.id(9));
        var serializer = serializer(ill.url() + ", " + well.url() + "/", QUICK)) {
      assertThat(serializer.serialize("talks", "Loom")).startsWith(0, 0, 0, 0, 9);
      assertThat(serializer.serialize("more-talks", "Loom")).startsWith(0, 0, 0, 0, 9);

      assertThat(ill.requests()).hasSize(4);
      assertThat(well.requests()).hasSize(2);
    }
  }

  @Test
  void a_failure_is_not_remembered() {
    List<Answer> answers =
        List.of(
            new Answer(409, "{\"error_code\":409,\"message\":\"not yet\"}"),
            new Answer(200, "{\"id\":2}"));
    java.util.Iterator<Answer> next = answers.iterator();
    try (FakeRegistry registry = FakeRegistry.answering(request -> next.next());
        var serializer = serializer(registry.url(), QUICK)) {
      assertThatThrownBy(() -> serializer.serialize("talks", "Loom"))
          .isInstanceOf(SerializationException.class);
      assertThat(serializer.serialize("talks", "Loom")).startsWith(0, 0, 0, 0, 2);
    }
  }

  @Test
  void user_and_password_are_sent_from_wherever_they_are_configured() {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString("ada:pass".getBytes(StandardCharsets.UTF_8));
    try (FakeRegistry registry = FakeRegistry.answering(FakeRegistry.id(1))) {
      String withUser = registry.url().replace("http://", "http://ada:pass@");

      assertThat(authorization(registry, withUser, Map.of())).isEqualTo(basic);
      assertThat(
              authorization(
                  registry,
                  registry.url(),
                  Map.of(
                      "basic.auth.credentials.source", "USER_INFO",
                      "schema.registry.basic.auth.user.info", "ada:pass")))
          .isEqualTo(basic);
      assertThat(
              authorization(
                  registry,
                  registry.url(),
                  Map.of(
                      "basic.auth.credentials.source",
                      "SASL_INHERIT",
                      "sasl.jaas.config",
                      "org.apache.kafka.common.security.plain.PlainLoginModule required"
                          + " username=\"ada\" password=\"pass\";")))
          .isEqualTo(basic);
      assertThat(
              authorization(
                  registry,
                  registry.url(),
                  Map.of(
                      "bearer.auth.credentials.source", "STATIC_TOKEN",
                      "bearer.auth.token", "t0ken")))
          .isEqualTo("Bearer t0ken");
    }
  }

  private static String authorization(
      FakeRegistry registry, String url, Map<String, String> configs) {
    registry.requests().clear();
    try (var serializer = serializer(url, configs)) {
      serializer.serialize("talks", "Loom");
    }
    return registry.requests().get(0).authorization();
  }

  private static List<String> lines(FakeRegistry registry) {
    return registry.requests().stream().map(FakeRegistry.Request::line).toList();
  }

  private static RegistryAvroSerializer<Object> serializer(
      String url, Map<String, String> configs) {
    RegistryAvroSerializer<Object> serializer = new RegistryAvroSerializer<>();
    serializer.configure(withUrl(url, configs), false);
    return serializer;
  }

  private static RegistryAvroDeserializer<Object> deserializer(
      String url, Map<String, String> configs) {
    RegistryAvroDeserializer<Object> deserializer = new RegistryAvroDeserializer<>();
    deserializer.configure(withUrl(url, configs), false);
    return deserializer;
  }

  private static Map<String, String> withUrl(String url, Map<String, String> configs) {
    Map<String, String> all = new HashMap<>(configs);
    all.put("schema.registry.url", url);
    return all;
  }
}
