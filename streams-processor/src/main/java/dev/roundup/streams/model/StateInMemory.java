package dev.roundup.streams.model;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.series.MeetupUpdate;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.schemas.view.Roundup;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The state of all meetups and series as maps. */
final class StateInMemory {
  private final MeetupFold meetupFold = new MeetupFold(new Meetups());
  private final SeriesFold seriesFold = new SeriesFold(new AllSeries());
  private final Post post;
  private final SortedSet<String> meetups = new TreeSet<>();
  private final Map<String, Map<String, MeetupEvent>> registers = new HashMap<>();
  private final Map<String, Map<String, AttendeeState>> attendees = new HashMap<>();
  private final Map<String, Headcount> headcounts = new HashMap<>();
  private final Map<String, CalendarEntry> following = new HashMap<>();
  private final Map<String, Map<String, CalendarEntry>> calendars = new HashMap<>();
  private final Map<String, Map<String, Map<String, Long>>> visits = new HashMap<>();

  StateInMemory(Post post) {
    this.post = post;
  }

  /** Brings what meetups and series tell each other, to be heard when it is run. */
  interface Post {
    void send(String sender, String receiver, Runnable letter);
  }

  void apply(MeetupEvent event) {
    meetupFold.apply(event);
  }

  /** By meetup id. */
  SortedMap<String, Roundup> roundups() {
    SortedMap<String, Roundup> roundups = new TreeMap<>();
    for (String meetup : meetups) {
      meetupFold.roundup(meetup).ifPresent(roundup -> roundups.put(meetup, roundup));
    }
    return roundups;
  }

  private final class Meetups implements MeetupState {
    @Override
    public MeetupEvent register(String meetup, String register) {
      return of(registers, meetup).get(register);
    }

    @Override
    public void setRegister(String meetup, String register, MeetupEvent fact) {
      of(registers, meetup).put(register, fact);
    }

    @Override
    public void registers(String meetup, BiConsumer<String, MeetupEvent> each) {
      of(registers, meetup).forEach(each);
    }

    @Override
    public String series(String meetup) {
      return Registers.series(register(meetup, Registers.DETAILS));
    }

    @Override
    public AttendeeState attendee(String meetup, String attendee) {
      return of(attendees, meetup).get(attendee);
    }

    @Override
    public void setAttendee(
        String meetup, String attendee, AttendeeState before, AttendeeState after) {
      of(attendees, meetup).put(attendee, after);
      headcount(meetup).move(before, after);
    }

    @Override
    public void attendees(String meetup, BiConsumer<String, AttendeeState> each) {
      of(attendees, meetup).forEach(each);
    }

    @Override
    public Headcount headcount(String meetup) {
      return headcounts.computeIfAbsent(meetup, unknown -> new Headcount());
    }

    @Override
    public CalendarEntry following(String meetup) {
      return following.get(meetup);
    }

    @Override
    public void setFollowing(String meetup, CalendarEntry next) {
      following.put(meetup, next);
    }

    @Override
    public void changed(String meetup) {
      meetups.add(meetup);
    }

    @Override
    public void tell(String series, SeriesUpdate update) {
      post.send(update.getMeetupId(), series, () -> seriesFold.apply(series, update));
    }
  }

  private final class AllSeries implements SeriesState {
    @Override
    public Map<String, CalendarEntry> calendar(String series) {
      return new HashMap<>(of(calendars, series));
    }

    @Override
    public void setEntry(String series, String meetup, CalendarEntry entry) {
      set(of(calendars, series), meetup, entry);
    }

    @Override
    public Map<String, Long> visits(String series, String attendee) {
      return new HashMap<>(visitsOf(series, attendee));
    }

    @Override
    public void setVisit(String series, String attendee, String meetup, Long checkedInAt) {
      set(visitsOf(series, attendee), meetup, checkedInAt);
    }

    @Override
    public void tell(String meetup, MeetupUpdate update) {
      post.send(update.getSeriesId(), meetup, () -> meetupFold.apply(meetup, update));
    }

    private Map<String, Long> visitsOf(String series, String attendee) {
      return of(visits.computeIfAbsent(series, unknown -> new HashMap<>()), attendee);
    }
  }

  private static <V> Map<String, V> of(Map<String, Map<String, V>> maps, String owner) {
    return maps.computeIfAbsent(owner, unknown -> new TreeMap<>());
  }

  private static <V> void set(Map<String, V> map, String name, V value) {
    if (value == null) {
      map.remove(name);
    } else {
      map.put(name, value);
    }
  }
}
