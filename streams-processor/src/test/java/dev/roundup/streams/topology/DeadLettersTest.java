package dev.roundup.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.topic.Topics;
import dev.roundup.streams.batch.Batch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
  private static final byte[] KEY = "jvm-03".getBytes(StandardCharsets.UTF_8);
  private static final byte[] GARBAGE = "not a fact".getBytes(StandardCharsets.UTF_8);
  private final SerializationException fault = new SerializationException("no fact");
  private static final long NOW = 1_792_000_000_000L;

  @Test
  void a_dead_letter_is_the_record_as_it_was_and_says_where_it_was_and_why() {
    Batch second = batch();
    second.next();
    second.next();

    Record<byte[], byte[]> letter =
        DeadLetters.of(new Place(Topics.EVENTS.name(), 3, 40), second, NOW, fault);

    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(GARBAGE);
    assertThat(letter.timestamp()).isEqualTo(NOW);
    assertThat(header(letter.headers(), "device")).isEqualTo("desk-2");
    assertThat(header(letter.headers(), "__streams.errors.topic")).isEqualTo("meetup.events");
    assertThat(header(letter.headers(), "__streams.errors.partition")).isEqualTo("3");
    assertThat(header(letter.headers(), "__streams.errors.offset")).isEqualTo("47");
    assertThat(header(letter.headers(), "__streams.errors.message")).isEqualTo("no fact");
    assertThat(header(letter.headers(), "__streams.errors.exception"))
        .isEqualTo(SerializationException.class.getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "value", "header"})
  void what_is_too_large_for_a_dead_letter_is_named_and_stays_on_the_log(String where) {
    byte[] tooMuch = new byte[16 << 20];
    ConsumerRecord<byte[], byte[]> large =
        new ConsumerRecord<>(
            Topics.EVENTS.name(),
            3,
            40,
            where.equals("key") ? tooMuch : KEY,
            where.equals("value") ? tooMuch : GARBAGE);
    if (where.equals("header")) {
      large.headers().add("device", tooMuch);
    }
    Batch batch =
        Batch.deserializer().deserialize(Topics.EVENTS.name(), Batch.of(List.of(large), 0).value());
    batch.next();

    Record<byte[], byte[]> letter =
        DeadLetters.of(new Place(Topics.EVENTS.name(), 3, 40), batch, NOW, fault);

    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
    assertThat(letter.headers().lastHeader("device")).isNull();
    assertThat(header(letter.headers(), "__streams.errors.offset")).isEqualTo("40");
    assertThat(header(letter.headers(), "__streams.errors.message"))
        .isEqualTo("no fact. It is too large for a dead letter, and on the log only");
  }

  /** At offset 40: a fact, and at 47 garbage. */
  private static Batch batch() {
    String topic = Topics.EVENTS.name();
    RecordHeaders headers = new RecordHeaders();
    headers.add("device", "desk-2".getBytes(StandardCharsets.UTF_8));
    ConsumerRecord<byte[], byte[]> fact = new ConsumerRecord<>(topic, 3, 40, KEY, KEY);
    ConsumerRecord<byte[], byte[]> garbage =
        new ConsumerRecord<>(
            topic,
            3,
            47,
            ConsumerRecord.NO_TIMESTAMP,
            TimestampType.NO_TIMESTAMP_TYPE,
            KEY.length,
            GARBAGE.length,
            KEY,
            GARBAGE,
            headers,
            Optional.empty());
    return Batch.deserializer().deserialize(topic, Batch.of(List.of(fact, garbage), 0).value());
  }

  private record Place(String topic, int partition, long offset) implements RecordMetadata {}

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
