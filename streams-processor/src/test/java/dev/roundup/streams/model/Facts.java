package dev.roundup.streams.model;

import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.AttendeeCheckedIn;
import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.CheckInMethod;
import dev.roundup.schemas.fact.CheckInReverted;
import dev.roundup.schemas.fact.HeadcountRecorded;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import dev.roundup.schemas.fact.Mode;
import dev.roundup.schemas.fact.NoteSection;
import dev.roundup.schemas.fact.NoteWritten;
import dev.roundup.schemas.fact.PhotoAdded;
import dev.roundup.schemas.fact.PhotoKind;
import dev.roundup.schemas.fact.ResourceKind;
import dev.roundup.schemas.fact.ResourceLinked;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.schemas.fact.Series;
import dev.roundup.schemas.fact.Speaker;
import dev.roundup.schemas.fact.TalkGiven;
import dev.roundup.schemas.fact.TalkScheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Facts in few words. Minutes count from a fixed evening; ids follow from what is stated when. */
public final class Facts {
  /** When the evening of the first meetup begins. */
  public static final Instant EVENING = Instant.parse("2026-03-04T17:30:00Z");

  private Facts() {}

  /** A fact of a meetup, stated so many minutes into the evening. */
  public static MeetupEvent at(int minute, String meetup, String id, Object fact) {
    return new MeetupEvent(id, meetup, EVENING.plus(Duration.ofMinutes(minute)), "/test", fact);
  }

  /** As {@link #at(int, String, String, Object)}, with an id of its own. */
  public static MeetupEvent at(int minute, String meetup, Object fact) {
    return at(minute, meetup, fact.getClass().getSimpleName() + "-" + minute, fact);
  }

  public static MeetupScheduled scheduled(String series, int day) {
    return MeetupScheduled.newBuilder()
        .setSeries(new Series(series, "The " + series))
        .setStartsAt(EVENING.plus(Duration.ofDays(day)))
        .setTimeZone("Europe/Oslo")
        .setMode(Mode.IN_PERSON)
        .setCapacity(10)
        .build();
  }

  public static RsvpRecorded rsvp(String attendee, Response response, int guests) {
    return new RsvpRecorded(new Attendee(attendee, null), response, guests);
  }

  public static AttendeeCheckedIn checkedIn(String attendee) {
    return new AttendeeCheckedIn(new Attendee(attendee, null), CheckInMethod.QR, null);
  }

  public static CheckInReverted reverted(String attendee) {
    return new CheckInReverted(new Attendee(attendee, null), null);
  }

  public static TalkScheduled planned(String talk, int position, String organisation) {
    return new TalkScheduled(
        talk, position, "On " + talk, List.of(speaker(organisation)), null, null, null);
  }

  public static TalkGiven given(String talk, int position) {
    return new TalkGiven(
        talk, position, "On " + talk, List.of(speaker("Fjordbank")), null, null, null);
  }

  public static ResourceLinked link(ResourceKind kind, String talk, String label) {
    return new ResourceLinked(
        kind, "https://links.example/" + kind + "/" + talk + "/" + label, talk, label, null);
  }

  public static PhotoAdded photo(String photo, PhotoKind kind, String talk) {
    return new PhotoAdded(
        photo, kind, "/images/" + photo + ".jpg", "What " + photo + " shows", null, talk);
  }

  public static NoteWritten note(NoteSection section, String note, String text) {
    return new NoteWritten(section, note, text);
  }

  public static HeadcountRecorded headcount(Audience audience, int count, Integer firstTimers) {
    return new HeadcountRecorded(count, audience, false, firstTimers);
  }

  private static Speaker speaker(String organisation) {
    return new Speaker("Amara Okafor", organisation, null);
  }
}
