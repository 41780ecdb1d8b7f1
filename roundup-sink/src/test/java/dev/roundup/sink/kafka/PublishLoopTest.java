package dev.roundup.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.SinkConfig;
import dev.roundup.sink.file.Edition;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Press;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.file.SiteHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop, with Kafka's own stand-ins for its clients. */
class PublishLoopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TopicPartition ROUNDUPS = new TopicPartition(Topics.ROUNDUPS.name(), 0);
  private static final TopicPartition POSTS = new TopicPartition(Topics.POSTS.name(), 0);

  @TempDir Path directory;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private volatile Duration rest = Duration.ZERO;
  private PublishLoop loop;

  /** A site that rests for an hour once something was committed. */
  private final class Resting implements SiteHistory {
    @Override
    public void commit(Collection<Edition> editions) {
      rest = Duration.ofHours(1);
    }

    @Override
    public Duration pause() {
      return rest;
    }
  }

  @BeforeEach
  void assign() {
    Target target = SinkConfig.of(Settings.of(Map.of("site.dir", directory.toString()))).target();
    target.site().follow(new Resting());
    PartitionInfo only = new PartitionInfo(ROUNDUPS.topic(), 0, null, null, null);
    consumer.updatePartitions(ROUNDUPS.topic(), List.of(only));
    consumer.updateBeginningOffsets(Map.of(ROUNDUPS, 0L));
    consumer.updateEndOffsets(Map.of(ROUNDUPS, 0L, POSTS, 0L));
    MockConsumer<byte[], byte[]> restoring = new MockConsumer<>("earliest");
    restoring.updateBeginningOffsets(Map.of(POSTS, 0L));
    restoring.updateEndOffsets(Map.of(POSTS, 0L));
    Records records =
        new Records(
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
            (topic, publication) -> new byte[0]);
    Ledger ledger = new Ledger();
    Assignment assignment =
        new Assignment(
            consumer,
            new Restorer(restoring, (topic, bytes) -> null, ledger, (post, recorded) -> false),
            new LatestRoundups(restoring),
            ledger,
            target.site(),
            Start.WHERE_IT_LEFT_OFF);
    Press press =
        new Press(
            target.renderer(), target.site(), ledger, records, Clock.systemUTC(), Clients.MOMENT);
    loop =
        new PublishLoop(
            consumer,
            assignment,
            new Publishing(
                (topic, bytes) -> roundup(new String(bytes, StandardCharsets.UTF_8)),
                assignment,
                records,
                records,
                press,
                target.companions(),
                (outcome, since) -> {}));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ROUNDUPS)));
  }

  @Test
  void who_rests_polls_on_so_that_the_group_does_not_take_them_for_dead() {
    CompletableFuture<Void> running = CompletableFuture.runAsync(loop);
    try {
      consumer.schedulePollTask(() -> arrives("m1", 0));
      await().atMost(PATIENCE).until(() -> Files.exists(post("m1")));
      CountDownLatch polls = new CountDownLatch(3);
      consumer.schedulePollTask(() -> arrives("m2", 1));
      for (int poll = 0; poll < 3; poll++) {
        consumer.schedulePollTask(polls::countDown);
      }
      await().atMost(PATIENCE).until(() -> polls.getCount() == 0);
      assertThat(post("m2")).doesNotExist();

      rest = Duration.ZERO;
      await().atMost(PATIENCE).until(() -> Files.exists(post("m2")));
    } finally {
      loop.stop();
    }
    assertThat(running).succeedsWithin(PATIENCE);
  }

  private void arrives(String meetup, long offset) {
    byte[] bytes = meetup.getBytes(StandardCharsets.UTF_8);
    consumer.addRecord(new ConsumerRecord<>(ROUNDUPS.topic(), 0, offset, bytes, bytes));
  }

  private static Roundup roundup(String meetup) {
    return Roundups.held(meetup).setTitle(meetup).build();
  }

  private Path post(String meetup) {
    return directory.resolve("_posts/2026-10-14-" + meetup + "-roundup.md");
  }
}
