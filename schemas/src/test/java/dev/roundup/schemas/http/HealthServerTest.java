package dev.roundup.schemas.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final AtomicBoolean live = new AtomicBoolean(true);
  private final AtomicBoolean ready = new AtomicBoolean(false);
  private final Metrics metrics = new Metrics();

  @Test
  void each_answer_follows_its_own_supplier() throws Exception {
    try (HealthServer health = HealthServer.start("127.0.0.1", 0, live::get, ready::get, metrics)) {
      assertThat(get(health, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(health, "/health/ready/").statusCode()).isEqualTo(503);
      ready.set(true);
      live.set(false);
      assertThat(get(health, "/health/live").body()).isEqualTo("DOWN");
      assertThat(get(health, "/health/ready").body()).isEqualTo("UP");
    }
  }

  @Test
  void metrics_are_those_of_the_app_and_of_its_jvm() throws Exception {
    metrics.registry().counter("roundup.tests").increment();
    try (HealthServer health = HealthServer.start("127.0.0.1", 0, live::get, ready::get, metrics)) {
      HttpResponse<String> answer = get(health, "/metrics");

      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(answer.body()).contains("roundup_tests_total 1.0", "jvm_memory_used_bytes{");
    }
  }

  @Test
  void a_reader_who_does_not_finish_its_question_keeps_nobody_waiting() throws Exception {
    try (HealthServer health = HealthServer.start("127.0.0.1", 0, live::get, ready::get, metrics);
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), health.uri().getPort())) {
      slow.getOutputStream().write("GET /health/live HTTP/1.1\r\nHo".getBytes(US_ASCII));
      slow.getOutputStream().flush();

      assertThat(get(health, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void other_paths_and_methods_are_answered_by_what_there_is() throws Exception {
    try (HealthServer health = HealthServer.start("127.0.0.1", 0, live::get, ready::get, metrics)) {
      assertThat(get(health, "/health/lively").statusCode()).isEqualTo(404);
      assertThat(get(health, "/").body()).contains("/health/ready");
      HttpResponse<String> written = send(health, "POST", "/health/live");
      assertThat(written.statusCode()).isEqualTo(405);
      assertThat(written.headers().firstValue("Allow")).hasValue("GET, HEAD");
      HttpResponse<String> head = send(health, "HEAD", "/health/live");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void a_supplier_that_fails_is_an_answer_too() throws Exception {
    BooleanSupplier failing =
        () -> {
          throw new IllegalStateException("no idea");
        };
    try (HealthServer health = HealthServer.start("127.0.0.1", 0, failing, ready::get, metrics)) {
      assertThat(get(health, "/health/live").statusCode()).isEqualTo(500);
      assertThat(get(health, "/health/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void a_host_that_nobody_knows_is_a_failure_that_names_it() {
    assertThatThrownBy(
            () -> HealthServer.start("no.such.host.invalid", 0, live::get, ready::get, metrics))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no.such.host.invalid:0");
  }

  @Test
  void an_address_of_ipv6_is_told_as_a_client_takes_it() {
    try (HealthServer health = HealthServer.start("::", 0, live::get, ready::get, metrics)) {
      assertThat(health.uri().getHost()).isEqualTo("[::]");
    }
  }

  @Test
  void a_port_that_is_taken_is_a_failure_that_names_it() {
    try (HealthServer health = HealthServer.start("127.0.0.1", 0, live::get, ready::get, metrics)) {
      int port = health.uri().getPort();
      assertThatThrownBy(
              () -> HealthServer.start("127.0.0.1", port, live::get, ready::get, metrics))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.BUSY))
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  private static HttpResponse<String> get(HealthServer health, String path)
      throws IOException, InterruptedException {
    return send(health, "GET", path);
  }

  private static HttpResponse<String> send(HealthServer health, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(health.uri().resolve(path))
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(10))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
