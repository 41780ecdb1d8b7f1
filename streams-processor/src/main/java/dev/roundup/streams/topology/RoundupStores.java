package dev.roundup.streams.topology;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.streams.model.AttendeeState;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * All stores, by how often they change: what every answer and check-in touches is small and of
 * fixed size; an evening's programme and a series' calendar are elsewhere.
 *
 * @param attendees (meetup, attendee) → answer and presence
 * @param programmes (meetup, register) → the fact that holds the register
 * @param following meetup → what the series says comes next
 * @param pending meetups that have changed since their roundup was last published
 * @param calendars (series, meetup) → the meetup's entry
 * @param visits (series, attendee, meetup) → when they were checked in, in microseconds since 1970
 */
public record RoundupStores(
    LargeStore<StoreKey, AttendeeState> attendees,
    Store<StoreKey, MeetupEvent> programmes,
    Store<String, CalendarEntry> following,
    Store<String, byte[]> pending,
    Store<StoreKey, CalendarEntry> calendars,
    LargeStore<StoreKey, Long> visits) {
  private static final String ATTENDEES = "attendees";
  private static final String VISITS = "visits";

  /** Whether a store may have millions of entries; others have some thousands at most. */
  static boolean isLarge(String name) {
    return name.equals(ATTENDEES) || name.equals(VISITS);
  }

  /** The stores, with serdes for the configured registry. */
  public static RoundupStores of(Settings settings) {
    Serde<CalendarEntry> entries = AvroSerdes.values(settings, CalendarEntry.class);
    return new RoundupStores(
        new LargeStore<>(ATTENDEES, StoreKey.serde(2), AttendeeStateSerde.serde()),
        new Store<>(
            "programmes", StoreKey.serde(2), AvroSerdes.values(settings, MeetupEvent.class)),
        new Store<>("following", Serdes.String(), entries),
        new Store<>("pending", Serdes.String(), Serdes.ByteArray()),
        new Store<>("calendars", StoreKey.serde(2), entries),
        new LargeStore<>(VISITS, StoreKey.serde(3), Serdes.Long()));
  }
}
