package dev.roundup.streams.model;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.series.SeriesUpdate;
import java.util.function.BiConsumer;

/**
 * Where {@link MeetupFold} keeps the state of meetups, and whom it tells of changes: the stores of
 * a stream task, or maps.
 */
public interface MeetupState {
  /** The fact that holds a register of the programme; null if none does. */
  MeetupEvent register(String meetup, String register);

  /** Lets a fact hold a register. */
  void setRegister(String meetup, String register, MeetupEvent fact);

  /** Every register of a meetup's programme, by name. */
  void registers(String meetup, BiConsumer<String, MeetupEvent> each);

  /** The id of the series that the meetup's details name; null before there are details. */
  String series(String meetup);

  /** The state of an attendee; null if nothing is known of them. */
  AttendeeState attendee(String meetup, String attendee);

  /** Replaces the state of an attendee, and moves the meetup's {@link Headcount} along. */
  void setAttendee(String meetup, String attendee, AttendeeState before, AttendeeState after);

  /** Every attendee of a meetup. The state may not be changed meanwhile. */
  void attendees(String meetup, BiConsumer<String, AttendeeState> each);

  /** The counters of a meetup. */
  Headcount headcount(String meetup);

  /** What follows the meetup in the calendar of its series; null if nothing is known. */
  CalendarEntry following(String meetup);

  /** Replaces what follows the meetup; null: nothing is known. */
  void setFollowing(String meetup, CalendarEntry next);

  /** The meetup's roundup may have changed. */
  void changed(String meetup);

  /** Tells a series of something that has changed at one of its meetups. */
  void tell(String series, SeriesUpdate update);
}
