package dev.roundup.streams.model;

import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.Host;
import dev.roundup.schemas.fact.HostsNamed;
import dev.roundup.schemas.fact.MeetupCancelled;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.NextMeetupAnnounced;
import dev.roundup.schemas.fact.NoteSection;
import dev.roundup.schemas.fact.PhotoKind;
import dev.roundup.schemas.fact.PhotoRemoved;
import dev.roundup.schemas.fact.PrizeDrawVoided;
import dev.roundup.schemas.fact.PrizeDrawn;
import dev.roundup.schemas.fact.ResourceKind;
import dev.roundup.schemas.fact.ResourceUnlinked;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.Sponsor;
import dev.roundup.schemas.fact.SponsorKind;
import dev.roundup.schemas.fact.SponsorsThanked;
import dev.roundup.schemas.fact.Takeaway;
import dev.roundup.schemas.fact.TakeawaysShared;
import dev.roundup.schemas.fact.TalkCancelled;
import dev.roundup.schemas.fact.Winner;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Facts of every kind, of few meetups, series, people, talks, times and ids, so that most of them
 * compete for a register, and many for the same one at the same time.
 */
public final class CollidingFacts {
  private static final String[] MEETUPS = {"jvm-03", "jvm-04", "ops-03"};
  private static final String[] SERIES = {"jvm", "jvm", "ops"};
  private static final String[] PEOPLE = {"a", "b", "c/d", "c%2Fd"};
  private static final String[] TALKS = {"x", "y/outcome", "y"};
  private static final String[] OTHERS = {"", "p", "p/q"};

  private final Random random;

  private CollidingFacts(long seed) {
    this.random = new Random(seed);
  }

  /** Lists of such facts, up to so many. */
  public static Arbitrary<List<MeetupEvent>> upTo(int size) {
    return Arbitraries.longs()
        .flatMap(
            seed ->
                Arbitraries.integers()
                    .between(1, size)
                    .map(count -> new CollidingFacts(seed).facts(count)));
  }

  private List<MeetupEvent> facts(int count) {
    return Stream.generate(this::event).limit(count).toList();
  }

  private MeetupEvent event() {
    return Facts.at(number(6), of(MEETUPS), "fact-" + number(4), fact());
  }

  private Object fact() {
    return switch (number(26)) {
      case 0, 1, 2, 3 -> Facts.scheduled(of(SERIES), number(4));
      case 4 -> new MeetupCancelled(maybe("Flooded"));
      case 5 -> new HostsNamed(List.of(new Host(of(PEOPLE), null, null, null)));
      case 6 ->
          new SponsorsThanked(
              List.of(new Sponsor(of(PEOPLE), null, of(SponsorKind.values()), maybe("Thanks"))));
      case 7 -> Facts.planned(of(TALKS), number(3), of(PEOPLE));
      case 8 -> Facts.given(of(TALKS), number(3));
      case 9 -> new TalkCancelled(of(TALKS), null);
      case 10 ->
          new TakeawaysShared(of(TALKS), List.of(new Takeaway(of(PEOPLE), List.of(of(OTHERS)))));
      case 11, 12 -> Facts.link(of(ResourceKind.values()), maybe(of(TALKS)), maybe(of(OTHERS)));
      case 13 ->
          new ResourceUnlinked(of(ResourceKind.values()), maybe(of(TALKS)), maybe(of(OTHERS)));
      case 14 -> Facts.photo(of(OTHERS), of(PhotoKind.values()), maybe(of(TALKS)));
      case 15 -> new PhotoRemoved(of(OTHERS));
      case 16 ->
          new PrizeDrawn(
              of(OTHERS),
              "a prize",
              new Winner(new Attendee(of(PEOPLE), maybe("Ola")), maybe("Kari")),
              random.nextBoolean(),
              1 + number(2),
              null);
      case 17 -> new PrizeDrawVoided(of(OTHERS), null);
      case 18 ->
          new NextMeetupAnnounced(
              Facts.EVENING.plusSeconds(86_400L * number(4)),
              maybe("UTC"),
              List.of(),
              null,
              maybe("Mind the step"));
      case 19 -> Facts.note(of(NoteSection.values()), maybe(of(TALKS)), of(OTHERS));
      case 20 ->
          Facts.headcount(
              of(Audience.values()), number(12), random.nextBoolean() ? (Integer) number(3) : null);
      case 21 -> Facts.rsvp(of(PEOPLE), of(Response.values()), number(3));
      case 22, 23 -> Facts.checkedIn(of(PEOPLE));
      case 24 -> Facts.reverted(of(PEOPLE));
      default -> Facts.rsvp(of(PEOPLE), Response.YES, number(2));
    };
  }

  private int number(int bound) {
    return random.nextInt(bound);
  }

  @SafeVarargs
  private <T> T of(T... choices) {
    return choices[number(choices.length)];
  }

  private String maybe(String text) {
    return random.nextBoolean() ? text : null;
  }
}
