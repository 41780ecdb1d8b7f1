package dev.roundup.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.streams.topology.MeetupTable.Meetup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeetupTableTest {
  private final MeetupTable table = new MeetupTable(new Coalescer(Duration.ofMillis(500))::of);

  @Test
  void each_id_has_one_meetup_however_many_there_are() {
    Map<String, Meetup> first = new HashMap<>();
    for (int number = 0; number < 5_000; number++) {
      String id = "kiln-" + number;
      first.put(id, table.get(id));
    }

    first.forEach(
        (id, meetup) -> {
          assertThat(meetup.id).isEqualTo(id);
          assertThat(meetup.turn.meetup()).isEqualTo(id);
          assertThat(table.get(String.valueOf(id.toCharArray()))).isSameAs(meetup);
        });
    assertThat(first.values()).doesNotHaveDuplicates();
  }

  @Test
  void ids_of_one_hash_are_told_apart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

    assertThat(table.get("Aa")).isNotSameAs(table.get("BB"));
    assertThat(table.get("Aa").id).isEqualTo("Aa");
  }

  @Test
  void meetups_are_looked_ahead_for_whether_they_are_there_or_not() {
    Meetup known = table.get("kiln-1");
    table.get(""); // no fact's, but a series' topic may hold anything
    table.get("Aa");

    table.prefetch(List.of(fact("BB"), fact("Aa"), fact("BB")));
    table.prefetch(IntStream.range(0, 40).mapToObj(number -> fact("kiln-" + number)).toList());
    table.prefetch(List.of());

    assertThat(table.get("kiln-1")).isSameAs(known);
  }

  private static MeetupEvent fact(String meetup) {
    return new MeetupEvent(
        "rsvp-1",
        meetup,
        Instant.EPOCH,
        "/rsvp",
        new RsvpRecorded(new Attendee("member:1", null), Response.YES, 0));
  }
}
