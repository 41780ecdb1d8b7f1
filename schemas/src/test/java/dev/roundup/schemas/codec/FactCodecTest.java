package dev.roundup.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import dev.roundup.schemas.fact.Mode;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.RsvpRecorded;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FactCodecTest {
  private final FactCodec codec =
      new FactCodec(Clock.fixed(Instant.parse("2026-10-15T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void a_cloud_event_becomes_the_envelope_of_the_log() {
    MeetupEvent event =
        accepted(
            """
            {"specversion":"1.0","id":"a1","type":"RsvpRecorded","source":"/desk",
             "subject":"harbour-jvm-2026-10","time":"2026-10-14T17:42:11.1234567+01:00",
             "data":{"attendee":{"id":"meet:1","name":null},"response":"YES"}}""");

    assertThat(event.getId()).isEqualTo("a1");
    assertThat(event.getMeetupId()).isEqualTo("harbour-jvm-2026-10");
    assertThat(event.getSource()).isEqualTo("/desk");
    assertThat(event.getOccurredAt()).isEqualTo("2026-10-14T16:42:11.123456Z");
    RsvpRecorded rsvp = (RsvpRecorded) event.getFact();
    assertThat(rsvp.getAttendee().getId()).isEqualTo("meet:1");
    assertThat(rsvp.getAttendee().getName()).isNull();
    assertThat(rsvp.getResponse()).isEqualTo(Response.YES);
    assertThat(rsvp.getGuests()).isZero();
  }

  @Test
  void data_may_come_before_the_type_that_says_what_it_is() {
    MeetupEvent event =
        accepted(
            """
            {"data":{"series":{"id":"s","name":"S"},"startsAt":"2026-10-14T18:30:00+02:00",
             "timeZone":"Europe/Oslo","mode":"ONLINE"},
             "time":"2026-10-14T17:42:11Z","subject":"m","source":"x","type":"MeetupScheduled",
             "id":"a1","specversion":"1.0"}""");

    assertThat(((MeetupScheduled) event.getFact()).getMode()).isEqualTo(Mode.ONLINE);
  }

  private MeetupEvent accepted(String json) {
    Decoded decoded = codec.decode(json.getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).event();
  }
}
