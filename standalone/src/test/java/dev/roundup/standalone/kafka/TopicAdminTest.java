package dev.roundup.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicAdminTest {
  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(directory, 0, FatalFaults.RAISE);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void what_is_missing_is_created_with_its_settings_and_again_nothing_happens() throws Exception {
    TopicAdmin.ensure(settings(), Topics.ALL);
    TopicAdmin.ensure(settings(), Topics.ALL);

    try (Admin admin = Admin.create(settings().kafka())) {
      String events = Topics.EVENTS.name();
      TopicDescription description =
          admin.describeTopics(List.of(events)).allTopicNames().get().get(events);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, events);
      assertThat(description.partitions()).hasSize(3);
      assertThat(
              admin
                  .describeConfigs(List.of(resource))
                  .all()
                  .get()
                  .get(resource)
                  .get("retention.ms")
                  .value())
          .isEqualTo("-1");
    }
  }

  @Test
  void a_topic_with_another_cleanup_policy_is_told_by_name_and_left_alone() {
    TopicAdmin.ensure(settings(), List.of(new Topic("mine", Map.of("cleanup.policy", "delete"))));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(
            () ->
                TopicAdmin.ensure(
                    settings(), List.of(new Topic("mine", Map.of("cleanup.policy", "compact")))))
        .withMessageContainingAll("mine", "cleanup.policy=delete", "compact")
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.KAFKA));
  }

  @ParameterizedTest
  @CsvSource({
    "retention.ms, 604800000, -1",
    "retention.bytes, 1000, -1",
    "max.message.bytes, 1048588, 16777216",
    "message.timestamp.type, CreateTime, LogAppendTime"
  })
  void a_topic_with_another_setting_is_told_with_the_command_that_mends_it(
      String setting, String found, String wanted) {
    TopicAdmin.ensure(settings(), List.of(deleting("set-" + setting, setting, found)));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(
            () ->
                TopicAdmin.ensure(settings(), List.of(deleting("set-" + setting, setting, wanted))))
        .withMessageContainingAll(
            "The topic set-" + setting + " exists with " + setting + "=" + found + ", and needs ",
            "kafka-configs --bootstrap-server "
                + kafka.bootstrapServers()
                + " --alter --entity-type topics --entity-name set-"
                + setting
                + " --add-config "
                + setting
                + "="
                + wanted)
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.KAFKA));
  }

  @Test
  void a_topic_may_take_larger_records_than_it_must() {
    Topic larger = deleting("larger", "max.message.bytes", "2000000");
    TopicAdmin.ensure(settings(), List.of(larger));
    assertThatNoException()
        .isThrownBy(
            () ->
                TopicAdmin.ensure(
                    settings(), List.of(deleting("larger", "max.message.bytes", "900000"))));
  }

  @ParameterizedTest
  @CsvSource({"request.timeout.ms, 30000", "default.api.timeout.ms, 20000"})
  void either_timeout_may_be_set_without_the_other(String setting, String millis) {
    Settings patient = settings().with(Map.of("kafka." + setting, millis));
    assertThatNoException().isThrownBy(() -> TopicAdmin.ensure(patient, List.of(Topics.EVENTS)));
  }

  private static Topic deleting(String name, String setting, String value) {
    return new Topic(name, Map.of("cleanup.policy", "delete", setting, value));
  }

  @Test
  void a_kafka_that_is_away_is_told_by_its_address() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Settings away =
        Settings.of(
            Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:" + port,
                "kafka.default.api.timeout.ms", "500",
                "kafka.request.timeout.ms", "500"));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> TopicAdmin.ensure(away, Topics.ALL))
        .withMessageContaining("127.0.0.1:" + port)
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.KAFKA));
  }

  private static Settings settings() {
    return Settings.of(
        Map.of("kafka.bootstrap.servers", kafka.bootstrapServers(), "topic.partitions", "3"));
  }
}
