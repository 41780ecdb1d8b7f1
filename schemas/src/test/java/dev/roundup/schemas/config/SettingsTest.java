package dev.roundup.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path directory;

  @Test
  void flags_win_over_the_environment_which_wins_over_the_file() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("roundup.properties"),
            "site.dir=file\nhttp.port=1\ncoalesce.ms=10\nkafka.acks=1\n");

    Settings settings =
        Settings.load(
            file,
            Map.of("ROUNDUP_SITE_DIR", "environment", "ROUNDUP_HTTP_PORT", "2", "HOME", "/root"),
            Map.of("site.dir", "flags"));

    assertThat(settings.<String>parse(parser -> parser.text(Key.SITE_DIR))).isEqualTo("flags");
    assertThat(settings.<Integer>parse(parser -> parser.number(Key.HTTP_PORT, 0, 9))).isEqualTo(2);
    assertThat(settings.<Long>parse(parser -> parser.millis(Key.COALESCE).toMillis()))
        .isEqualTo(10L);
    assertThat(settings.kafka()).containsEntry("acks", "1");
  }

  @Test
  void what_begins_with_kafka_goes_to_the_clients_without_that() {
    Settings settings =
        Settings.load(
            null,
            Map.of(
                "KAFKA_SCHEMA_REGISTRY_URL", "http://registry", "KAFKA_SECURITY_PROTOCOL", "SSL"),
            Map.of("kafka.bootstrap.servers", "kafka:9092"));

    assertThat(settings.kafka())
        .containsOnly(
            Map.entry("schema.registry.url", "http://registry"),
            Map.entry("security.protocol", "SSL"),
            Map.entry("bootstrap.servers", "kafka:9092"));
  }

  @Test
  void all_mistakes_are_told_at_once() {
    Settings settings = Settings.of(Map.of("http.port", "many", "coalesce.ms", "-1"));

    assertThatThrownBy(
            () ->
                settings.parse(
                    parser ->
                        parser.number(Key.HTTP_PORT, 0, 65_535)
                            + parser.millis(Key.COALESCE).toMillis()))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("http.port: \"many\" is not a whole number from 0 to 65535")
        .hasMessageContaining("coalesce.ms: \"-1\" is not");
  }

  @Test
  void a_setting_that_nobody_knows_is_a_mistake_wherever_it_stands() {
    assertThatThrownBy(
            () ->
                Settings.load(null, Map.of("ROUNDUP_SITEDIR", "x"), Map.of("site.directory", "y")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ROUNDUP_SITEDIR")
        .hasMessageContaining("\"site.directory\"");
  }

  @Test
  void a_file_that_cannot_be_read_is_named() {
    Path file = directory.resolve("missing.properties");

    assertThatThrownBy(() -> Settings.load(file, Map.of(), Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(file.toString());
  }
}
