package dev.roundup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.AttendeeCheckedIn;
import dev.roundup.schemas.fact.CheckInMethod;
import dev.roundup.schemas.fact.MeetupEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class AvroSerdesTest {
  private static final String TOPIC = "facts";

  @Test
  void a_fact_comes_back_as_it_was() {
    try (Serde<MeetupEvent> serde = serde("round-trip")) {
      byte[] bytes = serde.serializer().serialize(TOPIC, checkIn());

      assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(checkIn());
    }
  }

  @Test
  void what_is_written_begins_with_a_zero_byte_and_the_id() {
    try (Serde<MeetupEvent> serde = serde("framing")) {
      byte[] bytes = serde.serializer().serialize(TOPIC, checkIn());

      assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 1);
    }
  }

  @Test
  void another_serde_of_the_scope_reads_it() {
    try (Serde<MeetupEvent> writer = serde("shared");
        Serde<MeetupEvent> reader = serde("shared")) {
      byte[] bytes = writer.serializer().serialize(TOPIC, checkIn());

      assertThat(reader.deserializer().deserialize(TOPIC, bytes)).isEqualTo(checkIn());
    }
  }

  @Test
  void a_part_of_a_larger_buffer_is_read_where_it_is() {
    try (Serde<MeetupEvent> serde = serde("slice")) {
      byte[] bytes = serde.serializer().serialize(TOPIC, checkIn());
      ByteBuffer around = ByteBuffer.allocate(bytes.length + 20);
      ByteBuffer part = around.position(7).slice().limit(bytes.length).put(bytes).flip();

      assertThat(serde.deserializer().deserialize(TOPIC, new RecordHeaders(), part))
          .isEqualTo(checkIn());
    }
  }

  @Test
  void nothing_stays_nothing() {
    try (Serde<MeetupEvent> serde = serde("nothing")) {
      assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
      assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }
  }

  @Test
  void bytes_of_another_schema_are_refused_where_a_record_is_wanted() {
    try (Serde<MeetupEvent> serde = serde("bytes");
        RegistryAvroSerializer<Object> other = new RegistryAvroSerializer<>()) {
      other.configure(Map.of("schema.registry.url", "mock://avro-serdes-bytes"), false);
      for (Object stray : List.of(new byte[] {1, 2, 3}, "text", 7L)) {
        byte[] bytes = other.serialize(TOPIC, stray);

        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
            .isInstanceOf(SerializationException.class)
            .hasMessageContaining("do not fit its schema");
      }
    }
  }

  @Test
  void all_wrong_settings_are_told_at_once() {
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.schema.registry.url", "ftp://somewhere",
                "kafka.auto.register.schemas", "perhaps",
                "kafka.schema.registry.max.retries", "-3"));

    assertThatThrownBy(() -> AvroSerdes.values(settings, MeetupEvent.class))
        .isInstanceOf(Failure.class)
        .hasMessageContainingAll(
            "schema.registry.url", "auto.register.schemas", "max.retries", "perhaps");
  }

  private static Serde<MeetupEvent> serde(String scope) {
    return AvroSerdes.values(
        Settings.of(Map.of("kafka.schema.registry.url", "mock://avro-serdes-" + scope)),
        MeetupEvent.class);
  }

  private static MeetupEvent checkIn() {
    return MeetupEvent.newBuilder()
        .setId("fact-1")
        .setMeetupId("harbour-jvm-2026-10")
        .setOccurredAt(Instant.parse("2026-10-14T16:42:11.000250Z"))
        .setSource("/checkin/front-desk")
        .setFact(
            AttendeeCheckedIn.newBuilder()
                .setAttendee(new Attendee("a-1", null))
                .setMethod(CheckInMethod.QR)
                .build())
        .build();
  }
}
