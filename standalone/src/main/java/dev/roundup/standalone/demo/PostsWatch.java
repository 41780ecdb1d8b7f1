package dev.roundup.standalone.demo;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Waits until all posts are written. The sink says on a topic what it is about to write, so the
 * site is looked at when there is something to see.
 */
final class PostsWatch {
  private static final Duration LOOK_ANYWAY = Duration.ofMillis(50);

  private final Settings settings;
  private final Clock clock;

  PostsWatch(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Returns when the site has all posts.
   *
   * @param progress hears how many are written, when there are more
   * @throws Failure if that takes longer than the limit
   */
  void await(Expected expected, Path site, Duration limit, IntConsumer progress) {
    Instant end = clock.instant().plus(limit);
    try (KafkaConsumer<byte[], byte[]> publications =
        new KafkaConsumer<>(
            settings.kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          publications.partitionsFor(Topics.POSTS.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      publications.assign(partitions);
      publications.seekToEnd(partitions);
      int written = 0;
      while (written < expected.size()) {
        if (clock.instant().isAfter(end)) {
          throw new Failure(
              ExitCode.FAULT,
              "After %d s only %d of %d posts were written; the log beside the site says more."
                  .formatted(limit.toSeconds(), written, expected.size()));
        }
        publications.poll(LOOK_ANYWAY);
        int before = written;
        written = expected.writtenTo(site);
        if (written > before) {
          progress.accept(written);
        }
      }
    }
  }
}
