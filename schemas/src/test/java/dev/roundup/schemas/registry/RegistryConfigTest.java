package dev.roundup.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class RegistryConfigTest {
  @Test
  void without_more_than_a_url_the_defaults_of_the_original_hold() {
    RegistryConfig config = config(Map.of());

    assertThat(config.autoRegister()).isTrue();
    assertThat(config.useLatest()).isFalse();
    assertThat(config.strictLatest()).isTrue();
    assertThat(config.normalize()).isFalse();
    assertThat(config.subjectNames()).endsWith(".TopicNameStrategy");
    assertThat(config.specificReader()).isFalse();
    assertThat(config.connection().maxRetries()).isEqualTo(3);
    assertThat(config.connection().readTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.caches().latestTtl()).isEmpty();
    assertThat(config.caches().capacity()).isEqualTo(1_000);
  }

  @Test
  void a_key_with_the_registrys_prefix_wins_over_a_bare_one() {
    RegistryConfig config = config(Map.of("max.retries", "1", "schema.registry.max.retries", "7"));

    assertThat(config.connection().maxRetries()).isEqualTo(7);
  }

  @Test
  void the_brokers_tls_settings_are_not_the_registrys() {
    RegistryConfig config =
        config(
            Map.of(
                "ssl.truststore.location", "/brokers.p12",
                "schema.registry.ssl.truststore.location", "/registry.p12"));

    assertThat(config.connection().ssl())
        .containsExactly(Map.entry("ssl.truststore.location", "/registry.p12"));
  }

  @ParameterizedTest
  @CsvSource({
    "auto.register.schemas, perhaps",
    "max.retries, -1",
    "max.retries, three",
    "http.read.timeout.ms, 0",
    "latest.cache.ttl.sec, -2",
    "value.subject.name.strategy, MyStrategy",
    "value.schema.id.serializer, Other",
    "specific.avro.value.type, no.such.Type",
    "basic.auth.credentials.source, SOMEWHERE",
    "bearer.auth.credentials.source, OAUTHBEARER",
    "proxy.host, proxy.example",
    "use.schema.id, 7",
    "schema.reflection, true",
    "schema.registry.url, ftp://registry",
    "schema.registry.ssl.engine.factory.class, no.such.Factory",
  })
  void a_known_key_with_a_bad_value_is_an_error_that_names_the_key(String key, String value) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void an_unknown_key_of_the_registry_is_a_warning() {
    assertThat(warnings(Map.of("schema.registry.max.retires", "3", "linger.ms", "5")))
        .singleElement()
        .asString()
        .contains("schema.registry.max.retires");
  }

  @Test
  void a_secret_does_not_show_in_the_configurations_text() {
    RegistryConfig config =
        config(
            Map.of(
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "ada:pass"));

    assertThat(config.connection().authorization().toString()).doesNotContain("pass");
  }

  private static List<String> warnings(Map<String, String> configs) {
    Logger logger = (Logger) LoggerFactory.getLogger(RegistryKeys.class);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    try {
      config(configs);
    } finally {
      logger.detachAppender(appender);
    }
    return appender.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static RegistryConfig config(Map<String, String> configs) {
    Map<String, String> all = new HashMap<>();
    all.put("schema.registry.url", "http://registry.example:8081");
    all.putAll(configs);
    return RegistryConfig.of(all, false);
  }
}
