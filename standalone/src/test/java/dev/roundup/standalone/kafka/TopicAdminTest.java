package dev.roundup.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
