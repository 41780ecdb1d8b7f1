package dev.roundup.streams.model;

import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.series.FirstVisit;
import dev.roundup.schemas.series.Following;
import dev.roundup.schemas.series.Listing;
import dev.roundup.schemas.series.MeetupUpdate;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.schemas.series.Visit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Folds what meetups say into the state of their series, and tells the meetups what follows from
 * it: which meetup is next, and whose first visit it was. Each message replaces one value, and a
 * meetup is told of every change of one, so both sides come to agree whatever the order among
 * meetups.
 */
public final class SeriesFold {
  private static final Comparator<CalendarEntry> BY_TIME =
      Comparator.comparing(CalendarEntry::getStartsAt).thenComparing(CalendarEntry::getMeetupId);

  private final SeriesState state;

  /** Folds into the given state. */
  public SeriesFold(SeriesState state) {
    this.state = state;
  }

  /** A meetup has said something. */
  public void apply(String series, SeriesUpdate update) {
    if (update.getUpdate() instanceof Listing listing) {
      list(series, update.getMeetupId(), listing.getEntry());
    } else if (update.getUpdate() instanceof Visit visit) {
      visit(series, update.getMeetupId(), visit);
    }
  }

  private void list(String series, String meetup, CalendarEntry entry) {
    Map<String, CalendarEntry> calendar = state.calendar(series);
    Map<String, CalendarEntry> before = following(calendar);
    if (entry == null) {
      calendar.remove(meetup);
    } else {
      calendar.put(meetup, entry);
    }
    state.setEntry(series, meetup, entry);
    Map<String, CalendarEntry> after = following(calendar);
    TreeSet<String> meetups = new TreeSet<>(before.keySet());
    meetups.addAll(after.keySet());
    for (String told : meetups) {
      if (!Objects.equals(before.get(told), after.get(told))) {
        state.tell(told, new MeetupUpdate(series, new Following(after.get(told))));
      }
    }
  }

  private void visit(String series, String meetup, Visit visit) {
    String attendee = visit.getAttendee();
    Long at = visit.getCheckedInAt() == null ? null : Times.micros(visit.getCheckedInAt());
    Map<String, Long> visits = state.visits(series, attendee);
    String firstBefore = first(visits);
    if (at == null) {
      visits.remove(meetup);
    } else {
      visits.put(meetup, at);
    }
    state.setVisit(series, attendee, meetup, at);
    String first = first(visits);
    if (!Objects.equals(firstBefore, first)) {
      tellFirst(series, firstBefore, attendee, false);
      tellFirst(series, first, attendee, true);
    }
  }

  private void tellFirst(String series, String meetup, String attendee, boolean first) {
    if (meetup != null) {
      state.tell(meetup, new MeetupUpdate(series, new FirstVisit(attendee, first)));
    }
  }

  /** The meetup of the earliest check-in; of several at one time, the first by id. */
  private static String first(Map<String, Long> visits) {
    return visits.entrySet().stream()
        .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** For each meetup, the next one by time that was not called off, if there is one. */
  private static Map<String, CalendarEntry> following(Map<String, CalendarEntry> calendar) {
    List<CalendarEntry> latestFirst = new ArrayList<>(calendar.values());
    latestFirst.sort(BY_TIME.reversed());
    Map<String, CalendarEntry> following = new HashMap<>();
    CalendarEntry next = null;
    for (CalendarEntry entry : latestFirst) {
      if (next != null) {
        following.put(entry.getMeetupId(), next);
      }
      if (!entry.getCancelled()) {
        next = entry;
      }
    }
    return following;
  }
}
