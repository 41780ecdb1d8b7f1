package dev.roundup.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.metrics.Metrics;
import dev.roundup.sink.SinkConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sink that gets no further than its settings: no Kafka is there. */
class PostPublisherTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "max.poll.records, abc, Invalid value abc for configuration max.poll.records",
    "session.timeout.ms, 1, Heartbeat must be set lower than the session timeout",
    "batch.size, abc, Invalid value abc for configuration batch.size",
    "request.timeout.ms, soon, Invalid value soon for configuration request.timeout.ms",
    "linger.ms, soon, Invalid value soon for configuration linger.ms",
    "delivery.timeout.ms, 1000, delivery.timeout.ms should be equal to or larger than linger.ms"
  })
  void a_wrong_setting_of_kafkas_is_told(String setting, String value, String mistake) {
    assertThatThrownBy(() -> open(Map.of("kafka." + setting, value)))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageStartingWith("Kafka's settings are wrong: " + mistake);
  }

  /** Kafka is asked for, and does not answer: the settings were right. */
  @ParameterizedTest
  @CsvSource({"request.timeout.ms, 40000", "linger.ms, 25000", "delivery.timeout.ms, 15000"})
  void a_timeout_may_be_set_without_those_that_it_has_to_fit(String setting, String value) {
    assertThatThrownBy(() -> open(Map.of("kafka." + setting, value)))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.KAFKA));
  }

  @Test
  void no_client_is_left_open_if_another_cannot_be_made() {
    assertThatThrownBy(
            () ->
                open(
                    Map.of(
                        "kafka.batch.size",
                        "abc",
                        "kafka.metric.reporters",
                        OpenClients.class.getName())))
        .isInstanceOf(Failure.class);

    assertThat(OpenClients.EVER).hasPositiveValue();
    assertThat(OpenClients.NOW).hasValue(0);
  }

  private void open(Map<String, String> more) {
    Settings settings =
        Settings.of(
                Map.of(
                    "kafka.bootstrap.servers", "127.0.0.1:1",
                    "kafka.schema.registry.url", "http://127.0.0.1:1",
                    "kafka.default.api.timeout.ms", "100",
                    "site.dir", directory.toString()))
            .with(more);
    try (Metrics metrics = new Metrics()) {
      PostPublisher.open(
              settings, "me", SinkConfig.of(settings).target(), Start.WHERE_IT_LEFT_OFF, metrics)
          .close();
    }
  }

  /** Every client has one, as long as it is open. */
  public static final class OpenClients implements MetricsReporter {
    private static final AtomicInteger EVER = new AtomicInteger();
    private static final AtomicInteger NOW = new AtomicInteger();

    /** For Kafka. */
    public OpenClients() {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void init(List<KafkaMetric> metrics) {
      EVER.incrementAndGet();
      NOW.incrementAndGet();
    }

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {
      NOW.decrementAndGet();
    }
  }
}
