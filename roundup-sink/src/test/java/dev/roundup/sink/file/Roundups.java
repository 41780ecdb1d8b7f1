package dev.roundup.sink.file;

import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Photos;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Roundups to make posts of. */
public final class Roundups {
  /** An evening in October: 18:30 in Copenhagen. */
  public static final Instant OCTOBER = Instant.parse("2026-10-14T16:30:00Z");

  private Roundups() {}

  /** One that is yet to come. */
  public static Roundup.Builder planned(String meetupId) {
    return Roundup.newBuilder()
        .setMeetupId(meetupId)
        .setSeries(new Series("harbour-jvm", "Harbour JVM"))
        .setTitle("Ports & Adapters")
        .setStartsAt(OCTOBER)
        .setTimeZone("Europe/Copenhagen")
        .setMode("IN_PERSON")
        .setCancelled(false)
        .setHeld(false)
        .setTalks(List.of())
        .setPhotos(Photos.newBuilder().build())
        .setNotes(Map.of())
        .setAttendance(attendance())
        .setUpdatedAt(OCTOBER.minusSeconds(3600))
        .setPacked(false)
        .setHasVideo(false)
        .setHasPhotos(false);
  }

  /** One that took place. */
  public static Roundup.Builder held(String meetupId) {
    return planned(meetupId).setHeld(true).setUpdatedAt(OCTOBER.plusSeconds(7200));
  }

  private static Attendance attendance() {
    return Attendance.newBuilder()
        .setGoing(0)
        .setGuests(0)
        .setDeclined(0)
        .setWaitlisted(0)
        .setPending(0)
        .setCheckedIn(0)
        .setWalkIns(0)
        .build();
  }
}
