package dev.roundup.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.codec.FactCodec;
import dev.roundup.schemas.codec.FactType;
import dev.roundup.schemas.codec.Fault;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.schemas.serde.AvroSerdes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private final FactCodec codec =
      new FactCodec(Clock.fixed(Instant.parse("2026-10-15T00:00:00Z"), ZoneOffset.UTC));
  private final Serde<MeetupEvent> serde =
      AvroSerdes.values(
          Settings.of(Map.of("kafka.schema.registry.url", "mock://publisher")), MeetupEvent.class);
  private final MockProducer<String, byte[]> kafka = producer(true);
  private final Heard heard = new Heard();

  @AfterEach
  void close() {
    serde.close();
  }

  @Test
  void every_fact_is_on_the_log_under_its_meetup() throws IOException {
    String all = FactType.all().stream().map(FactType::sample).collect(Collectors.joining("\r\n"));
    Report report = publish(all);

    assertThat(report.published()).isEqualTo(20);
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(kafka.history()).hasSize(20);
    assertThat(kafka.history())
        .allSatisfy(
            entry -> {
              assertThat(entry.topic()).isEqualTo("meetup.events");
              assertThat(entry.key()).isEqualTo("harbour-jvm-2026-10");
              assertThat(entry.timestamp()).as("left to Kafka, which knows when it came").isNull();
              assertThat(fact(entry).getMeetupId()).isEqualTo(entry.key());
            });
    assertThat(heard.words).isEmpty();
  }

  @Test
  void names_of_attendees_stay_behind_and_are_counted() throws IOException {
    Report report = publish(rsvp("a"), rsvp("b"));

    assertThat(report.namesLeftOut()).isEqualTo(2);
    RsvpRecorded rsvp = (RsvpRecorded) fact(kafka.history().get(0)).getFact();
    assertThat(rsvp.getAttendee().getName()).isNull();
    assertThat(new String(kafka.history().get(0).value(), StandardCharsets.UTF_8))
        .doesNotContain("Nordmann");
  }

  @Test
  void what_is_no_fact_is_told_by_its_line_and_the_rest_is_published() throws IOException {
    Report report = publish(rsvp("a"), "", "{oops", rsvp("b").replace("YES", "YEP"), rsvp("c"));

    assertThat(report.published()).isEqualTo(2);
    assertThat(report.refused()).isEqualTo(2);
    assertThat(report.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(heard.words).hasSize(2);
    assertThat(heard.words.get(0)).startsWith("3: is not JSON at column 2: ");
    assertThat(heard.words.get(1))
        .isEqualTo(
            "4: data.response: \"YEP\" is not one of YES, NO, WAITLIST, PENDING; did you mean YES?");
  }

  @Test
  void a_line_of_any_length_is_refused_in_little_memory() throws IOException {
    Report report = publish("x".repeat(300_000), rsvp("a"));

    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.published()).isEqualTo(1);
    assertThat(heard.words).containsExactly("1: has 300000 bytes; a fact has at most 262144");
  }

  @Test
  void a_dry_run_needs_no_kafka() throws IOException {
    try (Publisher publisher = Publisher.dryRun(Clock.systemUTC())) {
      Report report = publisher.publish(input(rsvp("a"), "{}"), heard);

      assertThat(report.published()).isEqualTo(1);
      assertThat(report.refused()).isEqualTo(1);
      assertThat(heard.words).hasSize(7);
    }
  }

  @Test
  void a_fact_that_kafka_gives_up_on_stops_the_publication_and_is_told() throws IOException {
    MockProducer<String, byte[]> away = producer(true);
    away.sendException = new TimeoutException("120000 ms has passed");
    Report report = publisher(away, serde.serializer()).publish(input(rsvp("a"), rsvp("b")), heard);

    assertThat(report.undelivered()).isEqualTo(1);
    assertThat(report.published()).isZero();
    assertThat(report.exitCode()).isEqualTo(ExitCode.KAFKA);
    assertThat(report.stopped().orElseThrow())
        .hasMessage(
            "Facts that Kafka did not take: 1, one of them on line 1: 120000 ms has passed");
    assertThat(heard.words).containsExactly("1: 120000 ms has passed");
  }

  @Test
  void a_fact_that_is_given_up_later_is_told_by_its_line() throws IOException {
    MockProducer<String, byte[]> slow = producer(false);
    InputStream sendsAndFails =
        new ByteArrayInputStream(
            String.join("\n", rsvp("a"), rsvp("b"), "").getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            int read = super.read(into, offset, length);
            if (read < 0) {
              slow.completeNext();
              slow.errorNext(new TimeoutException("expired"));
            }
            return read;
          }
        };
    Report report = publisher(slow, serde.serializer()).publish(sendsAndFails, heard);

    assertThat(report.published()).isEqualTo(1);
    assertThat(report.undelivered()).isEqualTo(1);
    assertThat(heard.words).containsExactly("2: expired");
  }

  @Test
  void a_registry_that_comes_back_in_time_is_waited_for() throws IOException {
    Away registry = new Away(2, new TimeoutException("the registry is away"));
    Report report = publisher(kafka, registry).publish(input(rsvp("a")), heard);

    assertThat(report.published()).isEqualTo(1);
    assertThat(report.stopped()).isEmpty();
  }

  @Test
  void a_registry_that_stays_away_ends_the_publication() throws IOException {
    Away registry = new Away(Integer.MAX_VALUE, new TimeoutException("connection refused"));
    Report report =
        new Publisher(codec, new KafkaLog(kafka, registry, Duration.ZERO))
            .publish(input(rsvp("a"), rsvp("b")), heard);

    assertThat(report.exitCode()).isEqualTo(ExitCode.REGISTRY);
    assertThat(report.stopped().orElseThrow())
        .hasMessage("The schema registry was away for 0 s: connection refused");
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void a_registry_that_does_not_take_the_schema_ends_the_publication() throws IOException {
    Away registry = new Away(Integer.MAX_VALUE, new SerializationException("incompatible"));
    Report report = publisher(kafka, registry).publish(input(rsvp("a")), heard);

    assertThat(report.exitCode()).isEqualTo(ExitCode.REGISTRY);
  }

  @Test
  void what_was_read_before_the_input_broke_is_sent() {
    MockProducer<String, byte[]> lazy = producer(false);
    InputStream breaks =
        new ByteArrayInputStream((rsvp("a") + "\n").getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            int read = super.read(into, offset, length);
            if (read < 0) {
              throw new UncheckedIOException(new IOException("disk"));
            }
            return read;
          }
        };
    assertThatThrownBy(() -> publisher(lazy, serde.serializer()).publish(breaks, heard))
        .hasMessageContaining("disk");
    assertThat(lazy.flushed()).isTrue();
  }

  /** A registry's serializer that fails for a while. */
  private final class Away implements Serializer<MeetupEvent> {
    private final int times;
    private final RuntimeException why;
    private int tries;

    Away(int times, RuntimeException why) {
      this.times = times;
      this.why = why;
    }

    @Override
    public byte[] serialize(String topic, MeetupEvent event) {
      if (tries++ < times) {
        throw why;
      }
      return serde.serializer().serialize(topic, event);
    }
  }

  private static final class Heard implements PublishListener {
    private final List<String> words = new ArrayList<>();

    @Override
    public void refused(long line, List<Fault> faults) {
      faults.forEach(fault -> words.add(line + ": " + fault));
    }

    @Override
    public void undelivered(long line, String reason) {
      words.add(line + ": " + reason);
    }
  }

  private Report publish(String... lines) throws IOException {
    return publisher(kafka, serde.serializer()).publish(input(lines), heard);
  }

  private Publisher publisher(
      MockProducer<String, byte[]> producer, Serializer<MeetupEvent> values) {
    return new Publisher(codec, new KafkaLog(producer, values, Duration.ofMinutes(1)));
  }

  private static MockProducer<String, byte[]> producer(boolean completes) {
    return new MockProducer<>(completes, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static InputStream input(String... lines) {
    return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static String rsvp(String id) {
    return """
        {"specversion":"1.0","id":"%s","type":"RsvpRecorded","source":"/import","subject":"m",\
        "time":"2026-10-14T18:00:00Z",\
        "data":{"attendee":{"id":"meet:1","name":"Ola Nordmann"},"response":"YES"}}"""
        .formatted(id);
  }

  private MeetupEvent fact(ProducerRecord<String, byte[]> entry) {
    return serde.deserializer().deserialize(entry.topic(), entry.headers(), entry.value());
  }
}
