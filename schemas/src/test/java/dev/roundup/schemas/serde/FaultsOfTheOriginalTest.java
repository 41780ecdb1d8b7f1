package dev.roundup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults that the registry's own serializer 8.3.1 has, and this one must not have. */
@Timeout(180)
class FaultsOfTheOriginalTest {
  private static final String TALK =
      "{\"type\":\"record\",\"name\":\"Talk\",\"fields\":[{\"name\":\"title\",\"type\":\"string\"}]}";

  @Test
  void fault_1_the_host_name_of_a_certificate_is_checked_unless_switched_off(
      @TempDir Path directory) throws Exception {
    TestCertificate certificate = TestCertificate.of("elsewhere.example", directory);
    Map<String, String> trusting =
        Map.of(
            "schema.registry.ssl.truststore.location", certificate.store().toString(),
            "schema.registry.ssl.truststore.password", certificate.password(),
            "max.retries", "0");
    Map<String, String> careless = new HashMap<>(trusting);
    careless.put("schema.registry.ssl.endpoint.identification.algorithm", "");
    try (FakeRegistry registry =
            FakeRegistry.overTls(certificate.serverContext(), FakeRegistry.id(7));
        var checking = serializer(registry.url(), trusting);
        var unchecking = serializer(registry.url(), careless)) {
      assertThatThrownBy(() -> checking.serialize("talks", talk("Loom")))
          .isInstanceOf(RetriableException.class)
          .hasRootCauseInstanceOf(java.security.cert.CertificateException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
      assertThat(registry.requests()).isEmpty();
      assertThat(unchecking.serialize("talks", talk("Loom"))).startsWith(0, 0, 0, 0, 7);
    }
  }

  @Test
  void fault_2_a_registry_that_is_away_is_retriable_and_no_bad_record() throws Exception {
    String url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }
    try (var serializer = serializer(url, Map.of("max.retries", "0"));
        var deserializer = deserializer(url, Map.of("max.retries", "0"))) {
      assertThatThrownBy(() -> serializer.serialize("talks", talk("Loom")))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining(url);
      assertThatThrownBy(() -> deserializer.deserialize("talks", new byte[] {0, 0, 0, 0, 1, 0}))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining(url);
    }
  }

  @Test
  void fault_3_a_hanging_registration_holds_up_no_other_topic_and_is_asked_once() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    try (FakeRegistry registry =
            FakeRegistry.answering(
                request -> {
                  if (request.line().contains("/slow-value/")) {
                    await(hanging);
                  }
                  return FakeRegistry.id(1).apply(request);
                });
        var serializer = serializer(registry.url(), Map.of())) {
      var first = CompletableFuture.supplyAsync(() -> serializer.serialize("slow", talk("Loom")));
      var second = CompletableFuture.supplyAsync(() -> serializer.serialize("slow", talk("Loom")));
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !registry.requests().isEmpty());

      assertThat(serializer.serialize("quick", talk("Leyden"))).isNotEmpty();
      assertThat(first).isNotDone();
      hanging.countDown();
      assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(second.get(60, TimeUnit.SECONDS));
      assertThat(registry.requests()).filteredOn(r -> r.line().contains("/slow-value/")).hasSize(1);
    } finally {
      hanging.countDown();
    }
  }

  @Test
  void fault_4_an_interrupt_between_retries_returns_at_once_and_keeps_the_flag() throws Exception {
    Map<String, String> patient =
        Map.of("max.retries", "1000", "retries.wait.ms", "600000", "retries.max.wait.ms", "600000");
    try (FakeRegistry registry =
            FakeRegistry.answering(FakeRegistry.error(503, 50301, "starting"));
        var serializer = serializer(registry.url(), patient)) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      CompletableFuture<Boolean> flag = new CompletableFuture<>();
      Thread sender =
          new Thread(
              () -> {
                thrown.set(catchThrowable(() -> serializer.serialize("talks", talk("Loom"))));
                flag.complete(Thread.currentThread().isInterrupted());
              });
      sender.start();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> sender.getState() == Thread.State.TIMED_WAITING && asked(registry));
      sender.interrupt();

      assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
      assertThat(thrown.get()).isInstanceOf(InterruptException.class);
    }
  }

  @Test
  void fault_5_an_unknown_id_is_not_asked_for_once_per_record() {
    try (FakeRegistry registry =
            FakeRegistry.answering(FakeRegistry.error(404, 40403, "Schema 99 not found"));
        var deserializer = deserializer(registry.url(), Map.of())) {
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> deserializer.deserialize("talks", new byte[] {0, 0, 0, 0, 99, 0}))
            .isInstanceOf(SerializationException.class);
      }

      assertThat(registry.requests()).hasSize(1);
    }
  }

  @Test
  void fault_6_a_part_of_a_buffer_is_written_without_the_rest_of_it() {
    byte[] backing = "before-talk-after".getBytes(StandardCharsets.UTF_8);
    try (FakeRegistry registry = FakeRegistry.answering(FakeRegistry.id(3));
        var serializer = serializer(registry.url(), Map.of())) {
      ByteBuffer part = ByteBuffer.wrap(backing, 7, 4).slice();

      assertThat(serializer.serialize("bytes", part))
          .containsExactly(0, 0, 0, 0, 3, 't', 'a', 'l', 'k');
      assertThat(part.remaining()).isEqualTo(4);
    }
  }

  @Test
  void fault_7_a_message_tells_subject_and_reason_but_not_the_schema() {
    String long_ = "incompatible: " + "x".repeat(5_000);
    try (FakeRegistry registry = FakeRegistry.answering(FakeRegistry.error(409, 40901, long_));
        var serializer = serializer(registry.url(), Map.of())) {
      Throwable thrown = catchThrowable(() -> serializer.serialize("talks", talk("Loom")));

      assertThat(thrown)
          .isInstanceOf(SerializationException.class)
          .hasMessageContainingAll("talks-value", "incompatible", "40901");
      assertThat(thrown.getMessage()).doesNotContain("\"fields\"").hasSizeLessThan(700);
    }
  }

  @Test
  void fault_8_a_freshly_parsed_equal_schema_finds_the_writer_of_the_first_one() {
    try (FakeRegistry registry = FakeRegistry.answering(FakeRegistry.id(1));
        var serializer = serializer(registry.url(), Map.of())) {
      IntStream.range(0, 100).forEach(i -> serializer.serialize("talks", talk("Loom")));

      assertThat(registry.requests()).hasSize(1);
    }
    WritingThread thread = new WritingThread();
    Target target = new Target("talks-value", 1, null, false, null);
    thread.remember("talks", schema(), target);
    assertThat(thread.target("talks", schema())).isSameAs(target);
  }

  private static boolean asked(FakeRegistry registry) {
    return !registry.requests().isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Schema schema() {
    return new Schema.Parser().parse(TALK);
  }

  private static GenericRecord talk(String title) {
    return new GenericRecordBuilder(schema()).set("title", title).build();
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
