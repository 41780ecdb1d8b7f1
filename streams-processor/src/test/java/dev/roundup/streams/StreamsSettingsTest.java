package dev.roundup.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {
  @ParameterizedTest
  @CsvSource({"3, 3", "1, 1", "0, -1", "-1, -1"})
  void the_changelogs_have_as_many_replicas_as_the_topics(String topics, int changelogs) {
    assertThat(config(Map.of("topic.replication", topics)).getInt("replication.factor"))
        .isEqualTo(changelogs);
  }

  @Test
  void who_names_the_changelogs_replicas_to_kafka_streams_is_heard() {
    Map<String, String> both = Map.of("topic.replication", "3", "kafka.replication.factor", "2");
    assertThat(config(both).getInt("replication.factor")).isEqualTo(2);
  }

  @Test
  void a_record_without_a_time_gets_one() {
    ConsumerRecord<Object, Object> record =
        new ConsumerRecord<>(Topics.EVENTS.name(), 0, 0, "key", "value");
    assertThat(record.timestamp()).isEqualTo(ConsumerRecord.NO_TIMESTAMP);
    assertThat(config(Map.of()).defaultTimestampExtractor().extract(record, -1)).isNotNegative();
  }

  @Test
  void the_producer_may_send_the_largest_dead_letter() {
    int largest = Integer.parseInt(Topics.DEAD_LETTERS.config().get(Topic.MAX_MESSAGE_BYTES));
    assertThat((int) config(Map.of()).getProducerConfigs("id").get("max.request.size"))
        .isGreaterThan(largest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HeaderSchemaIdSerializer",
        "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer"
      })
  void schema_ids_in_headers_are_refused_because_stores_keep_none(String serializer) {
    assertThatThrownBy(() -> config(Map.of("kafka.value.schema.id.serializer", serializer)))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("kafka.value.schema.id.serializer=" + serializer);
    assertThat(config(Map.of("kafka.value.schema.id.serializer", "PrefixSchemaIdSerializer")))
        .isNotNull();
  }

  private static StreamsConfig config(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(others);
    all.put("kafka.bootstrap.servers", "none:0");
    Settings settings = Settings.of(all);
    return new StreamsConfig(StreamsSettings.of(settings).kafkaStreams(settings, "instance"));
  }
}
