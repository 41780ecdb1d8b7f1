package dev.roundup.streams.model;

import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.HeadcountRecorded;
import dev.roundup.schemas.fact.HostsNamed;
import dev.roundup.schemas.fact.MeetupCancelled;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import dev.roundup.schemas.fact.NextMeetupAnnounced;
import dev.roundup.schemas.fact.NoteWritten;
import dev.roundup.schemas.fact.PrizeDrawn;
import dev.roundup.schemas.fact.ResourceKind;
import dev.roundup.schemas.fact.SponsorsThanked;
import dev.roundup.schemas.fact.TakeawaysShared;
import dev.roundup.schemas.fact.Winner;
import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Host;
import dev.roundup.schemas.view.Next;
import dev.roundup.schemas.view.Prize;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Series;
import dev.roundup.schemas.view.Sponsor;
import dev.roundup.schemas.view.Takeaway;
import dev.roundup.schemas.view.Talk;
import dev.roundup.schemas.view.Venue;
import dev.roundup.streams.model.Programme.PlannedTalk;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the roundup of one meetup from its state. */
final class RoundupView {
  private static final Comparator<MeetupEvent> BY_TIME =
      Comparator.comparing(MeetupEvent::getOccurredAt);
  private static final Comparator<NoteWritten> BY_NOTE =
      Comparator.comparing(note -> note.getNoteId() == null ? "" : note.getNoteId());

  private final Programme programme;
  private final MeetupScheduled details;
  private final Headcount attendees;
  private final CalendarEntry following;

  /**
   * The programme's details must be known.
   *
   * @param following the next meetup of the series' calendar; null if none is known
   */
  RoundupView(Programme programme, Headcount attendees, CalendarEntry following) {
    this.programme = programme;
    this.details = programme.details();
    this.attendees = attendees;
    this.following = following;
  }

  Roundup roundup() {
    List<PlannedTalk> listed = programme.listedTalks();
    List<String> talkIds = listed.stream().map(PlannedTalk::talkId).toList();
    LinkView links = new LinkView(programme, talkIds);
    PhotoView photos = new PhotoView(programme, talkIds);
    Attendance attendance = attendance();
    return Roundup.newBuilder()
        .setMeetupId(programme.meetupId())
        .setSeries(new Series(details.getSeries().getId(), details.getSeries().getName()))
        .setTitle(details.getTitle())
        .setStartsAt(details.getStartsAt())
        .setEndsAt(details.getEndsAt())
        .setTimeZone(details.getTimeZone())
        .setMode(details.getMode().name())
        .setVenue(venue())
        .setLocation(details.getLocation())
        .setRsvpUrl(details.getRsvpUrl())
        .setCapacity(details.getCapacity())
        .setCancelled(programme.cancelled().isPresent())
        .setCancellationReason(programme.cancelled().map(MeetupCancelled::getReason).orElse(null))
        .setHeld(held(attendance))
        .setHosts(hosts())
        .setSponsors(sponsors())
        .setTalks(listed.stream().map(talk -> talk(talk, links, photos)).toList())
        .setPhotos(photos.ofMeetup())
        .setVideo(links.ofMeetup().video())
        .setResources(links.ofMeetup().resources())
        .setPrizes(prizes())
        .setNotes(notes())
        .setAttendance(attendance)
        .setNext(next())
        .setUpdatedAt(Times.instant(Math.max(programme.latest(), attendees.latest())))
        .setPacked(packed())
        .setHasVideo(links.any(ResourceKind.VIDEO))
        .setHasPhotos(photos.any())
        .build();
  }

  private Venue venue() {
    dev.roundup.schemas.fact.Venue venue = details.getVenue();
    return venue == null
        ? null
        : new Venue(venue.getName(), venue.getOrganisation(), venue.getAddress(), venue.getUrl());
  }

  private List<Host> hosts() {
    return programme.held(Registers.HOSTS, HostsNamed.class).stream()
        .flatMap(fact -> fact.getHosts().stream())
        .map(h -> new Host(h.getName(), h.getOrganisation(), h.getRole(), h.getUrl()))
        .toList();
  }

  private List<Sponsor> sponsors() {
    return programme.held(Registers.SPONSORS, SponsorsThanked.class).stream()
        .flatMap(fact -> fact.getSponsors().stream())
        .map(s -> new Sponsor(s.getName(), s.getUrl(), s.getKind().name(), s.getBlurb()))
        .toList();
  }

  private Talk talk(PlannedTalk talk, LinkView links, PhotoView photos) {
    LinkView.Links own = links.ofTalk(talk.talkId());
    return new Talk(
        talk.talkId(),
        talk.position(),
        talk.title(),
        talk.speakers(),
        talk.topic(),
        talk.leadIn(),
        talk.text(),
        takeaways(talk.talkId()),
        own.video(),
        own.slides(),
        own.resources(),
        photos.ofTalk(talk.talkId()));
  }

  private List<Takeaway> takeaways(String talkId) {
    return programme.held(Registers.takeaways(talkId), TakeawaysShared.class).stream()
        .flatMap(fact -> fact.getTakeaways().stream())
        .map(t -> new Takeaway(t.getText(), t.getPoints()))
        .toList();
  }

  /** In the order in which they were drawn. */
  private List<Prize> prizes() {
    return programme
        .below(Registers.PRIZES)
        .filter(holder -> holder.getFact() instanceof PrizeDrawn)
        .sorted(BY_TIME)
        .map(holder -> (PrizeDrawn) holder.getFact())
        .map(p -> new Prize(p.getPrizeId(), p.getPrize(), winner(p), p.getRound()))
        .toList();
  }

  private static String winner(PrizeDrawn prize) {
    Winner winner = prize.getWinner();
    if (winner == null || !prize.getPublishName()) {
      return null;
    } else if (winner.getName() != null) {
      return winner.getName();
    }
    return winner.getAttendee() == null ? null : winner.getAttendee().getName();
  }

  /** In the order of the sections' names, so that the bytes are always the same. */
  private Map<String, String> notes() {
    return programme
        .below(Registers.NOTES, NoteWritten.class)
        .filter(note -> !note.getText().isBlank())
        .sorted(BY_NOTE)
        .collect(
            Collectors.groupingBy(
                note -> note.getSection().name(),
                TreeMap::new,
                Collectors.mapping(NoteWritten::getText, Collectors.joining("\n\n"))));
  }

  private Attendance attendance() {
    boolean deskWasRun = attendees.checkedIn() > 0;
    return Attendance.newBuilder()
        .setGoing(attendees.going())
        .setGuests(attendees.guests())
        .setDeclined(attendees.declined())
        .setWaitlisted(attendees.waitlisted())
        .setPending(attendees.pending())
        .setCheckedIn(attendees.checkedIn())
        .setWalkIns(attendees.walkIns())
        .setNoShows(deskWasRun ? (Integer) attendees.noShows() : null)
        .setFirstTimers(deskWasRun ? (Integer) attendees.firstTimers() : countedFirstTimers())
        .setCounted(counted())
        .setCountedOnline(
            programme.headcount(Audience.ONLINE).map(HeadcountRecorded::getCount).orElse(null))
        .setApproximate(headcounts().anyMatch(HeadcountRecorded::getApproximate))
        .build();
  }

  private Stream<HeadcountRecorded> headcounts() {
    return programme.below(Registers.HEADCOUNTS, HeadcountRecorded.class);
  }

  private Integer counted() {
    return headcounts().map(HeadcountRecorded::getCount).reduce(Integer::sum).orElse(null);
  }

  private Integer countedFirstTimers() {
    return headcounts()
        .map(HeadcountRecorded::getFirstTimers)
        .filter(count -> count != null)
        .reduce(Integer::sum)
        .orElse(null);
  }

  private boolean held(Attendance attendance) {
    return programme.anyTalkGiven()
        || attendance.getCheckedIn() > 0
        || attendance.getCounted() != null;
  }

  private boolean packed() {
    int inTheRoom =
        Math.max(
            attendees.checkedIn(),
            programme.headcount(Audience.IN_PERSON).map(HeadcountRecorded::getCount).orElse(0));
    Integer capacity = details.getCapacity();
    return capacity != null && capacity > 0 && 10L * inTheRoom >= 9L * capacity;
  }

  /** What was announced; else what follows from the calendar. */
  private Next next() {
    return programme
        .held(Registers.NEXT, NextMeetupAnnounced.class)
        .map(this::announced)
        .orElseGet(() -> following == null ? null : fromCalendar());
  }

  private Next announced(NextMeetupAnnounced next) {
    String zone = next.getTimeZone() == null ? details.getTimeZone() : next.getTimeZone();
    boolean sameDay =
        following != null
            && Times.day(next.getStartsAt(), zone)
                .equals(Times.day(following.getStartsAt(), following.getTimeZone()));
    return new Next(
        next.getStartsAt(),
        zone,
        next.getOrganisations(),
        next.getRsvpUrl(),
        next.getNote(),
        sameDay ? following.getMeetupId() : null);
  }

  private Next fromCalendar() {
    return new Next(
        following.getStartsAt(),
        following.getTimeZone(),
        following.getOrganisations(),
        following.getRsvpUrl(),
        null,
        following.getMeetupId());
  }
}
