package dev.roundup.streams.model;

import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.series.MeetupUpdate;
import java.util.Map;

/** Where {@link SeriesFold} keeps the state of series, and whom it tells of changes. */
public interface SeriesState {
  /** The series' calendar: its meetups' entries by meetup id, as a map of the caller's own. */
  Map<String, CalendarEntry> calendar(String series);

  /** Replaces a meetup's entry; null: the meetup is not of the series. */
  void setEntry(String series, String meetup, CalendarEntry entry);

  /**
   * When an attendee was checked in at the meetups of the series, in microseconds since 1970, by
   * meetup id, as a map of the caller's own.
   */
  Map<String, Long> visits(String series, String attendee);

  /** Replaces when an attendee was checked in at a meetup; null: they were not there. */
  void setVisit(String series, String attendee, String meetup, Long checkedInAt);

  /** Tells a meetup of something that has changed for it. */
  void tell(String meetup, MeetupUpdate update);
}
