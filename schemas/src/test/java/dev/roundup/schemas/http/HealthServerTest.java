package dev.roundup.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.metrics.Metrics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final AtomicBoolean live = new AtomicBoolean(true);
  private final AtomicBoolean ready = new AtomicBoolean(false);
  private final Metrics metrics = new Metrics();

  @Test
  void each_answer_follows_its_own_supplier() throws Exception {
    try (HealthServer health = HealthServer.start("127.0.0.1", 0, live::get, ready::get, metrics)) {
      assertThat(get(health, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(health, "/health/ready").statusCode()).isEqualTo(503);
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
    HttpRequest request = HttpRequest.newBuilder(health.uri().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
