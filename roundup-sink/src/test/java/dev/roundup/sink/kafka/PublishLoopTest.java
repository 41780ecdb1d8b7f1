package dev.roundup.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Press;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.post.RenderedPost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop with Kafka's own test doubles, where a real broker would not fail when it should. */
class PublishLoopTest {
  private static final TopicPartition ROUNDUPS = new TopicPartition(Topics.ROUNDUPS.name(), 0);
  private static final TopicPartition POSTS = new TopicPartition(Topics.POSTS.name(), 0);
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";

  @TempDir Path directory;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockConsumer<byte[], byte[]> restoring = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final List<RuntimeException> registryFaults = new ArrayList<>();
  private PublishLoop loop;
  private Assignment assignment;

  @BeforeEach
  void wire() {
    Ledger ledger = new Ledger();
    Site site = Site.open(directory);
    Records records = new Records(producer, encoded());
    assignment =
        new Assignment(
            consumer,
            new Restorer(restoring, decoded(), ledger),
            ledger,
            site,
            Start.WHERE_IT_LEFT_OFF);
    loop =
        new PublishLoop(
            consumer,
            this::roundup,
            assignment,
            records,
            new Press(PublishLoopTest::text, site, ledger, records));
    restoring.updateBeginningOffsets(Map.of(POSTS, 0L));
    restoring.updateEndOffsets(Map.of(POSTS, 0L));
    consumer.updateBeginningOffsets(Map.of(ROUNDUPS, 0L));
    consumer.updateEndOffsets(Map.of(ROUNDUPS, 0L));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ROUNDUPS)));
  }

  private static RenderedPost text(Roundup roundup) {
    return new RenderedPost(roundup.getLocation() + "\n", List.of());
  }

  private Roundup roundup(String topic, byte[] bytes) {
    if (!registryFaults.isEmpty()) {
      throw registryFaults.remove(0);
    }
    try {
      return Roundup.fromByteBuffer(ByteBuffer.wrap(bytes));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("the bytes on " + topic + " are no roundup", e);
    }
  }

  private static Serializer<Publication> encoded() {
    return (topic, publication) -> {
      try {
        return publication.toByteBuffer().array();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static Deserializer<Publication> decoded() {
    return (topic, bytes) -> {
      try {
        return Publication.fromByteBuffer(ByteBuffer.wrap(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private void arrives(long offset, String key, byte[] value) {
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    Topics.ROUNDUPS.name(),
                    0,
                    offset,
                    key.getBytes(StandardCharsets.UTF_8),
                    value)));
  }

  private void arrives(long offset, Roundup.Builder roundup) {
    try {
      arrives(offset, roundup.getMeetupId(), roundup.build().toByteBuffer().array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the loop poll a few times more, and stops it. */
  private void run() {
    for (int i = 0; i < 6; i++) {
      consumer.schedulePollTask(() -> {});
    }
    consumer.schedulePollTask(loop::stop);
    loop.run();
  }

  private long committed() {
    OffsetAndMetadata offset = consumer.committed(Set.of(ROUNDUPS)).get(ROUNDUPS);
    return offset.offset();
  }

  private List<ProducerRecord<byte[], byte[]>> sentTo(String topic) {
    return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  @Test
  void a_roundup_is_recorded_written_and_committed() {
    arrives(0, Roundups.held("m1").setLocation("Aarhus"));

    run();

    assertThat(directory.resolve(POST)).hasContent("Aarhus\n");
    assertThat(sentTo(Topics.POSTS.name())).singleElement().returns(0, ProducerRecord::partition);
    assertThat(committed()).isEqualTo(1);
    assertThat(assignment.isReady()).isTrue();
  }

  @Test
  void without_an_acknowledged_record_nothing_is_written() {
    producer.sendException = new FencedInstanceIdException("fenced");
    arrives(0, Roundups.held("m1").setLocation("Aarhus"));

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUSY));
    assertThat(directory.resolve(POST)).doesNotExist();
    assertThat(committed()).isZero();
  }

  @Test
  void a_registry_that_is_away_is_waited_for_and_nothing_is_dead() {
    registryFaults.add(new TimeoutException("the registry is away"));
    arrives(0, Roundups.held("m1").setLocation("Aarhus"));
    consumer.schedulePollTask(() -> {});
    arrives(0, Roundups.held("m1").setLocation("Aarhus")); // the double forgets what it handed out

    run();

    assertThat(directory.resolve(POST)).hasContent("Aarhus\n");
    assertThat(sentTo(Topics.ROUNDUP_DEAD_LETTERS.name())).isEmpty();
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_read_is_dead_and_what_follows_lives() {
    byte[] bytes = {1, 2, 3};
    arrives(0, "m1", bytes);
    arrives(1, Roundups.held("m1").setLocation("Aarhus"));

    run();

    assertThat(directory.resolve(POST)).hasContent("Aarhus\n");
    assertThat(sentTo(Topics.ROUNDUP_DEAD_LETTERS.name()))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value()).isEqualTo(bytes);
              assertThat(letter.headers().lastHeader("__streams.errors.offset").value())
                  .isEqualTo("0".getBytes(StandardCharsets.UTF_8));
            });
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void a_meetup_that_is_not_its_key_is_dead() throws IOException {
    arrives(0, "other", Roundups.held("m1").build().toByteBuffer().array());

    run();

    assertThat(sentTo(Topics.ROUNDUP_DEAD_LETTERS.name())).hasSize(1);
    assertThat(directory.resolve(POST)).doesNotExist();
  }

  @Test
  void the_record_says_what_the_file_says_and_the_site_is_known_from_then_on() throws IOException {
    arrives(0, Roundups.held("m1").setLocation("Aarhus"));
    run();
    byte[] record = sentTo(Topics.POSTS.name()).get(0).value();
    Publication publication = Publication.fromByteBuffer(ByteBuffer.wrap(record));

    assertThat(publication.getRoundupOffset()).isZero();
    assertThat(publication.getText()).isEqualTo(Files.readString(directory.resolve(POST)));
    assertThat(directory.resolve(Site.MARKER)).exists();
  }
}
