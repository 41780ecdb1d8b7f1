package dev.roundup.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.producer.publish.Report;
import dev.roundup.schemas.config.Settings;
import dev.roundup.standalone.demo.Sample;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FactsToPostsPipelineTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @RegisterExtension private final KafkaUnderTest kafka = new KafkaUnderTest();

  @TempDir private Path directory;

  private final List<String> facts = Sample.facts(CLOCK);

  @Test
  void shuffled_doubled_and_from_three_publishers_at_once_facts_end_as_their_pure_fold() {
    Settings settings = Apps.settings(kafka, directory);
    try (Apps apps = Apps.start(settings)) {
      List<CompletableFuture<Report>> publishers =
          Stream.of(1, 2, 3)
              .map(
                  seed ->
                      CompletableFuture.supplyAsync(
                          () -> Apps.publish(settings, CLOCK, shuffledTwice(seed)),
                          task -> new Thread(task).start()))
              .toList();
      assertThat(publishers)
          .allSatisfy(
              publisher -> assertThat(publisher.join().published()).isEqualTo(2L * facts.size()));
      Outcome.await(settings, CLOCK, facts, directory);
      assertThat(apps.ready()).isTrue();
    }
  }

  @Test
  void apps_that_start_again_go_on_where_they_were() {
    Settings settings = Apps.settings(kafka, directory);
    List<String> before = facts.subList(0, 600);
    try (Apps apps = Apps.start(settings)) {
      Apps.publish(settings, CLOCK, before);
      Outcome.await(settings, CLOCK, before, directory);
      assertThat(apps.ready()).isTrue();
    }
    Apps.publish(settings, CLOCK, facts.subList(600, facts.size()));
    try (Apps apps = Apps.start(settings)) {
      Outcome.await(settings, CLOCK, facts, directory);
      assertThat(apps.ready()).isTrue();
    }
  }

  private List<String> shuffledTwice(int seed) {
    List<String> twice = new ArrayList<>(facts);
    twice.addAll(facts);
    Collections.shuffle(twice, new Random(seed));
    return twice;
  }
}
