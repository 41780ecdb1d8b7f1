package dev.roundup.benchmarks.baseline;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

/** What one writes first: a meetup with all its attendees as one record that grows. */
public final class Naive {
  private Naive() {}

  /** The topology. */
  public static Topology topology(Serde<MeetupEvent> facts) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(Topics.EVENTS.name(), Consumed.with(Serdes.String(), facts))
        .groupByKey(Grouped.with(Serdes.String(), facts))
        .aggregate(
            HashMap::new,
            Naive::fold,
            Materialized.<String, Map<String, Register>, KeyValueStore<Bytes, byte[]>>as("meetups")
                .withKeySerde(Serdes.String())
                .withValueSerde(serde()))
        .toStream()
        .mapValues(Naive::tally)
        .to(Baseline.OUTPUT.name(), Produced.with(Serdes.String(), Tally.serde()));
    return builder.build();
  }

  private static Map<String, Register> fold(
      String meetup, MeetupEvent event, Map<String, Register> attendees) {
    if (event.getFact() instanceof RsvpRecorded rsvp) {
      Register now = Register.of(event, rsvp);
      attendees.merge(
          rsvp.getAttendee().getId(), now, (before, next) -> next.after(before) ? next : before);
    }
    return attendees;
  }

  private static Tally tally(Map<String, Register> attendees) {
    return attendees.values().stream()
        .map(register -> Tally.of(register, 1))
        .reduce(Tally.ZERO, Tally::plus);
  }

  private static Serde<Map<String, Register>> serde() {
    Serializer<Map<String, Register>> serializer =
        (topic, attendees) -> attendees == null ? null : bytes(attendees);
    Deserializer<Map<String, Register>> deserializer =
        (topic, bytes) -> bytes == null ? null : attendees(ByteBuffer.wrap(bytes));
    return Serdes.serdeFrom(serializer, deserializer);
  }

  private static byte[] bytes(Map<String, Register> attendees) {
    List<byte[]> parts = new ArrayList<>();
    attendees.forEach(
        (id, register) -> {
          parts.add(id.getBytes(StandardCharsets.UTF_8));
          parts.add(register.bytes());
        });
    ByteBuffer buffer =
        ByteBuffer.allocate(parts.stream().mapToInt(part -> Short.BYTES + part.length).sum());
    parts.forEach(part -> buffer.putShort((short) part.length).put(part));
    return buffer.array();
  }

  private static Map<String, Register> attendees(ByteBuffer buffer) {
    Map<String, Register> attendees = new HashMap<>();
    while (buffer.hasRemaining()) {
      String id = new String(next(buffer), StandardCharsets.UTF_8);
      attendees.put(id, Register.of(next(buffer)));
    }
    return attendees;
  }

  private static byte[] next(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getShort()];
    buffer.get(bytes);
    return bytes;
  }
}
