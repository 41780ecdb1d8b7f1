package dev.roundup.benchmarks.baseline;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.RsvpRecorded;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The same counters in hash maps: no Kafka Streams, no transaction, nothing written, all lost at
 * the end. What is slower pays for more than to decode and to count. Not safe for use by many
 * threads.
 */
public final class PlainFold {
  private final Map<String, Meetup> meetups = new HashMap<>();

  /** Counts a fact. */
  public void apply(MeetupEvent event) {
    Meetup meetup = meetups.computeIfAbsent(event.getMeetupId(), unknown -> new Meetup());
    if (event.getFact() instanceof RsvpRecorded rsvp) {
      meetup.answered(rsvp.getAttendee().getId(), Register.of(event, rsvp));
    }
  }

  /** As {@link dev.roundup.benchmarks.load.Counts#line()}, by meetup id. */
  public Map<String, String> lines() {
    return meetups.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().tally.line()));
  }

  private static final class Meetup {
    private final Map<String, Register> attendees = new HashMap<>();
    private Tally tally = Tally.ZERO;

    void answered(String attendee, Register now) {
      Register before = attendees.get(attendee);
      if (now.after(before)) {
        attendees.put(attendee, now);
        tally = tally.plus(Tally.of(now, 1)).plus(Tally.of(before, -1));
      }
    }
  }
}
