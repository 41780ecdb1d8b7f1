package dev.roundup.streams.model;

import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.HeadcountRecorded;
import dev.roundup.schemas.fact.MeetupCancelled;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import dev.roundup.schemas.fact.TalkCancelled;
import dev.roundup.schemas.fact.TalkGiven;
import dev.roundup.schemas.fact.TalkScheduled;
import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.view.Speaker;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything about one meetup but its attendees: its registers, read as what they mean. */
final class Programme {
  private static final Comparator<PlannedTalk> BY_POSITION =
      Comparator.comparingInt(PlannedTalk::position).thenComparing(PlannedTalk::talkId);

  /** The calendar is told to every meetup of the series, so one of them may not swell it. */
  private static final int MOST_ORGANISATIONS = 50;

  private static final int LONGEST_ORGANISATION = 200;

  private final TreeMap<String, MeetupEvent> registers = new TreeMap<>();

  void add(String register, MeetupEvent holder) {
    registers.put(register, holder);
  }

  Collection<MeetupEvent> holders() {
    return Collections.unmodifiableCollection(registers.values());
  }

  /** Whether its details are known. */
  boolean scheduled() {
    return registers.containsKey(Registers.DETAILS);
  }

  String meetupId() {
    return registers.get(Registers.DETAILS).getMeetupId();
  }

  MeetupScheduled details() {
    return (MeetupScheduled) registers.get(Registers.DETAILS).getFact();
  }

  Optional<MeetupCancelled> cancelled() {
    return held(Registers.STANDING, MeetupCancelled.class);
  }

  /** What the register holds, if it holds that kind of fact. */
  <T> Optional<T> held(String register, Class<T> type) {
    return Optional.ofNullable(registers.get(register))
        .map(MeetupEvent::getFact)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /** Who holds the registers whose names begin so, in the order of the names. */
  Stream<MeetupEvent> below(String prefix) {
    return under(prefix).values().stream();
  }

  /** The facts of one kind that hold registers whose names begin so, in the order of the names. */
  <T> Stream<T> below(String prefix, Class<T> type) {
    return below(prefix).map(MeetupEvent::getFact).filter(type::isInstance).map(type::cast);
  }

  /** The talks given, by position; before any is given, those that are planned. */
  List<PlannedTalk> listedTalks() {
    List<PlannedTalk> given = talks().filter(this::given).toList();
    return given.isEmpty() ? plannedTalks() : given;
  }

  boolean anyTalkGiven() {
    return talks().anyMatch(this::given);
  }

  /** The latest time of a register. */
  long latest() {
    return registers.values().stream()
        .mapToLong(event -> Times.micros(event.getOccurredAt()))
        .max()
        .orElse(Long.MIN_VALUE);
  }

  Optional<HeadcountRecorded> headcount(Audience audience) {
    return held(Registers.headcount(audience), HeadcountRecorded.class);
  }

  /** What the series' calendar says of the meetup. Its details must be known. */
  CalendarEntry calendarEntry() {
    MeetupScheduled details = details();
    List<String> organisations =
        plannedTalks().stream()
            .flatMap(talk -> talk.speakers().stream())
            .map(Speaker::getOrganisation)
            .filter(Objects::nonNull)
            .map(Programme::shortened)
            .distinct()
            .limit(MOST_ORGANISATIONS)
            .toList();
    return new CalendarEntry(
        meetupId(),
        details.getStartsAt(),
        details.getTimeZone(),
        details.getRsvpUrl(),
        cancelled().isPresent(),
        organisations);
  }

  /** Cut between characters, also where one takes two places in memory. */
  private static String shortened(String organisation) {
    return organisation.codePointCount(0, organisation.length()) <= LONGEST_ORGANISATION
        ? organisation
        : organisation.substring(0, organisation.offsetByCodePoints(0, LONGEST_ORGANISATION - 1))
            + "…";
  }

  /** The talks that were not cancelled, by position, whether given or not. */
  private List<PlannedTalk> plannedTalks() {
    return talks()
        .filter(talk -> held(Registers.talkOutcome(talk.talkId()), TalkCancelled.class).isEmpty())
        .toList();
  }

  private boolean given(PlannedTalk talk) {
    return held(Registers.talkOutcome(talk.talkId()), TalkGiven.class).isPresent();
  }

  /** The registers whose names begin so; '0' is the character after '/', which ends each prefix. */
  private SortedMap<String, MeetupEvent> under(String prefix) {
    return registers.subMap(prefix, prefix.substring(0, prefix.length() - 1) + '0');
  }

  private Stream<PlannedTalk> talks() {
    return under(Registers.TALKS).entrySet().stream()
        .filter(register -> Registers.isTalkDetails(register.getKey()))
        .map(Map.Entry::getValue)
        .map(PlannedTalk::of)
        .sorted(BY_POSITION);
  }

  /** The details of a talk, whichever fact stated them. */
  record PlannedTalk(
      String talkId,
      int position,
      String title,
      List<Speaker> speakers,
      String topic,
      String leadIn,
      String text) {
    private static PlannedTalk of(MeetupEvent holder) {
      if (holder.getFact() instanceof TalkGiven talk) {
        return new PlannedTalk(
            talk.getTalkId(),
            talk.getPosition(),
            talk.getTitle(),
            speakers(talk.getSpeakers()),
            talk.getTopic(),
            talk.getLeadIn(),
            talk.getAbstract$());
      }
      TalkScheduled talk = (TalkScheduled) holder.getFact();
      return new PlannedTalk(
          talk.getTalkId(),
          talk.getPosition(),
          talk.getTitle(),
          speakers(talk.getSpeakers()),
          talk.getTopic(),
          talk.getLeadIn(),
          talk.getAbstract$());
    }

    private static List<Speaker> speakers(List<dev.roundup.schemas.fact.Speaker> speakers) {
      return speakers.stream()
          .map(s -> new Speaker(s.getName(), s.getOrganisation(), s.getUrl()))
          .toList();
    }
  }
}
