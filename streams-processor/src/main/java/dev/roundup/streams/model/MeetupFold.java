package dev.roundup.streams.model;

import dev.roundup.schemas.fact.AttendeeCheckedIn;
import dev.roundup.schemas.fact.CheckInReverted;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.schemas.series.FirstVisit;
import dev.roundup.schemas.series.Following;
import dev.roundup.schemas.series.Listing;
import dev.roundup.schemas.series.MeetupUpdate;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.schemas.series.Visit;
import dev.roundup.schemas.view.Roundup;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Folds the facts of meetups, and what their series say, into the state. Registers are
 * last-writer-wins by time and id, so facts may come in any order and any number of times. What a
 * fact costs does not depend on the size of the meetup, except where a meetup's series changes:
 * then its attendees are gone through once.
 */
public final class MeetupFold {
  private final MeetupState state;

  /** Folds into the given state. */
  public MeetupFold(MeetupState state) {
    this.state = state;
  }

  /** Whom a fact is about: the attendee's id, or null if it is about the meetup. */
  public static String attendee(MeetupEvent event) {
    Object fact = event.getFact();
    if (fact instanceof RsvpRecorded rsvp) {
      return rsvp.getAttendee().getId();
    } else if (fact instanceof AttendeeCheckedIn checkIn) {
      return checkIn.getAttendee().getId();
    } else if (fact instanceof CheckInReverted reverted) {
      return reverted.getAttendee().getId();
    }
    return null;
  }

  /** A fact has arrived. */
  public void apply(MeetupEvent event) {
    String attendee = attendee(event);
    if (attendee == null) {
      programme(event);
    } else if (event.getFact() instanceof RsvpRecorded rsvp) {
      answer(
          event.getMeetupId(),
          attendee,
          new Answer(
              Times.micros(event.getOccurredAt()),
              event.getId(),
              rsvp.getResponse(),
              rsvp.getGuests()));
    } else {
      presence(
          event.getMeetupId(),
          attendee,
          new Presence(
              Times.micros(event.getOccurredAt()),
              event.getId(),
              event.getFact() instanceof AttendeeCheckedIn));
    }
  }

  /**
   * The series has told the meetup something. A meetup that is of another series now ignores it.
   */
  public void apply(String meetup, MeetupUpdate update) {
    if (!update.getSeriesId().equals(state.series(meetup))) {
      return;
    }
    if (update.getUpdate() instanceof Following following) {
      state.setFollowing(meetup, following.getNext());
      state.changed(meetup);
    } else if (update.getUpdate() instanceof FirstVisit visit) {
      AttendeeState before = state.attendee(meetup, visit.getAttendee());
      if (before != null && before.firstTimer() != visit.getFirst()) {
        state.setAttendee(
            meetup, visit.getAttendee(), before, before.withFirstTimer(visit.getFirst()));
        state.changed(meetup);
      }
    }
  }

  /** The meetup's roundup: none before its details are known. */
  public Optional<Roundup> roundup(String meetup) {
    return told(meetup).map(Told::roundup);
  }

  /** The same, with the facts it follows from. */
  public Optional<Told> told(String meetup) {
    Programme programme = programme(meetup);
    return programme.scheduled()
        ? Optional.of(
            new Told(
                new RoundupView(programme, state.headcount(meetup), state.following(meetup))
                    .roundup(),
                programme.holders()))
        : Optional.empty();
  }

  /**
   * What can be told of a meetup.
   *
   * @param holders the facts that hold its registers, but for its attendees'; one that holds
   *     several is there several times
   */
  public record Told(Roundup roundup, Collection<MeetupEvent> holders) {}

  private void answer(String meetup, String attendee, Answer answer) {
    AttendeeState before = state.attendee(meetup, attendee);
    AttendeeState known = before == null ? AttendeeState.NONE : before;
    if (answer.supersedes(known.answer())) {
      state.setAttendee(meetup, attendee, before, known.with(answer));
      state.changed(meetup);
    }
  }

  private void presence(String meetup, String attendee, Presence presence) {
    AttendeeState before = state.attendee(meetup, attendee);
    AttendeeState known = before == null ? AttendeeState.NONE : before;
    if (presence.supersedes(known.presence())) {
      AttendeeState after = known.with(presence);
      state.setAttendee(meetup, attendee, before, after);
      state.changed(meetup);
      String series = state.series(meetup);
      if (series != null && !Objects.equals(known.checkedInAt(), after.checkedInAt())) {
        tellVisit(series, meetup, attendee, after.checkedInAt());
      }
    }
  }

  private void programme(MeetupEvent event) {
    String meetup = event.getMeetupId();
    String seriesBefore = state.series(meetup);
    boolean changed = false;
    boolean listingChanged = false;
    for (String register : Registers.setBy(event)) {
      if (Registers.supersedes(event, state.register(meetup, register))) {
        state.setRegister(meetup, register, event);
        changed = true;
        listingChanged |= Registers.inCalendar(register);
      }
    }
    if (changed) {
      state.changed(meetup);
    }
    if (event.getFact() instanceof MeetupScheduled
        && !Objects.equals(seriesBefore, state.series(meetup))) {
      move(meetup, seriesBefore, state.series(meetup));
    }
    if (listingChanged && state.series(meetup) != null) {
      tellListing(state.series(meetup), meetup, new Listing(programme(meetup).calendarEntry()));
    }
  }

  /** The meetup leaves one series, if it was of one, and takes its visits along to the other. */
  private void move(String meetup, String from, String to) {
    if (from != null) {
      tellListing(from, meetup, new Listing(null));
      state.setFollowing(meetup, null);
    }
    Map<String, AttendeeState> moved = new TreeMap<>();
    state.attendees(
        meetup,
        (attendee, is) -> {
          if (is.here() || is.firstTimer()) {
            moved.put(attendee, is);
          }
        });
    moved.forEach(
        (attendee, is) -> {
          if (is.firstTimer()) {
            state.setAttendee(meetup, attendee, is, is.withFirstTimer(false));
          }
          if (from != null) {
            tellVisit(from, meetup, attendee, null);
          }
          if (is.here()) {
            tellVisit(to, meetup, attendee, is.checkedInAt());
          }
        });
  }

  private void tellListing(String series, String meetup, Listing listing) {
    state.tell(series, new SeriesUpdate(meetup, listing));
  }

  private void tellVisit(String series, String meetup, String attendee, Long checkedInAt) {
    state.tell(
        series,
        new SeriesUpdate(
            meetup, new Visit(attendee, checkedInAt == null ? null : Times.instant(checkedInAt))));
  }

  private Programme programme(String meetup) {
    Programme programme = new Programme();
    state.registers(meetup, programme::add);
    return programme;
  }
}
