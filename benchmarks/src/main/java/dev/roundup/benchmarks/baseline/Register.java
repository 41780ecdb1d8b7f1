package dev.roundup.benchmarks.baseline;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.RsvpRecorded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An attendee's last answer, as few bytes. */
@SuppressWarnings("EnumOrdinal") // the class is generated in the schema's order
record Register(long at, String id, Response response, int guests) {
  static Register of(MeetupEvent event, RsvpRecorded rsvp) {
    return new Register(
        ChronoUnit.MICROS.between(Instant.EPOCH, event.getOccurredAt()),
        event.getId(),
        rsvp.getResponse(),
        rsvp.getGuests());
  }

  boolean after(Register other) {
    return other == null || at > other.at || (at == other.at && id.compareTo(other.id) > 0);
  }

  byte[] bytes() {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(13 + text.length)
        .putLong(at)
        .put((byte) response.ordinal())
        .putInt(guests)
        .put(text)
        .array();
  }

  static Register of(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long at = buffer.getLong();
    Response response = Response.values()[buffer.get()];
    int guests = buffer.getInt();
    String id = new String(bytes, 13, bytes.length - 13, StandardCharsets.UTF_8);
    return new Register(at, id, response, guests);
  }
}
