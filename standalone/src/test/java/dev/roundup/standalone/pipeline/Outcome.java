package dev.roundup.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What the pipeline has come to: the roundups on their topic, and the posts of the site. */
final class Outcome {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Outcome() {}

  /** Waits until both are those of the facts' pure fold. */
  static void await(Settings settings, Clock clock, List<String> facts, Path directory) {
    Map<String, Roundup> roundups = PureFold.roundups(clock, facts);
    Map<String, String> posts = PureFold.posts(clock, facts, directory.resolve("expected"));
    String site = settings.parse(parser -> parser.text(Key.SITE_DIR));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(roundups(settings)).isEqualTo(roundups);
              assertThat(PureFold.posts(Path.of(site))).isEqualTo(posts);
            });
  }

  /** Waits until the roundups are those of the facts' pure fold, whatever becomes of the posts. */
  static void awaitRoundups(Settings settings, Clock clock, List<String> facts) {
    Map<String, Roundup> expected = PureFold.roundups(clock, facts);
    Awaitility.await()
        .dontCatchUncaughtExceptions() // stream threads that die of one are replaced
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(roundups(settings)).isEqualTo(expected));
  }

  /** The latest of each meetup; null where it was deleted. */
  static Map<String, Roundup> roundups(Settings settings) {
    Map<String, Object> config = settings.kafka();
    config.put("isolation.level", "read_committed");
    Map<String, Roundup> latest = new TreeMap<>();
    try (Serde<Roundup> values = AvroSerdes.values(settings, Roundup.class);
        KafkaConsumer<String, Roundup> consumer =
            new KafkaConsumer<>(config, new StringDeserializer(), values.deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ROUNDUPS.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> latest.put(record.key(), record.value()));
      }
    }
    return latest;
  }
}
