package dev.roundup.benchmarks.load;

import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import dev.roundup.schemas.fact.Mode;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.schemas.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The facts that are folded in every comparison: meetups are scheduled, then their RSVPs arrive,
 * all meetups' in one random order (the worst case for coalescing). Nine people in ten answer once,
 * the tenth changes their mind. The same numbers give the same facts.
 *
 * @param meetups how many meetups
 * @param rsvps RSVP facts per meetup, at least ten
 */
public record Workload(int meetups, int rsvps) {
  private static final long SEED = 42;
  private static final int MEETUPS_A_SERIES = 20;
  private static final Instant OPENING = Instant.parse("2026-01-05T09:00:00Z");

  /** Of so many RSVPs in all, so many a meetup. */
  public static Workload of(int rsvpsInAll, int rsvpsAMeetup) {
    return new Workload(Math.max(1, rsvpsInAll / rsvpsAMeetup), rsvpsAMeetup);
  }

  /** All facts, those that schedule included. */
  public int facts() {
    return meetups + meetups * rsvps;
  }

  /** People who answered, counted once per meetup. */
  public int attendees() {
    return meetups * people();
  }

  /** Hands out every fact, in the order of publication. */
  public void forEach(Consumer<MeetupEvent> to) {
    for (int meetup = 0; meetup < meetups; meetup++) {
      to.accept(scheduled(meetup));
    }
    int[] order = shuffled(meetups * rsvps);
    for (int number : order) {
      to.accept(rsvp(number % meetups, number / meetups));
    }
  }

  /** The id of a meetup. */
  public String meetupId(int meetup) {
    return "guild-%05d-%02d".formatted(meetup / MEETUPS_A_SERIES, meetup % MEETUPS_A_SERIES);
  }

  private Counts expected(int meetup) {
    Counts counts = new Counts();
    for (int person = 0; person < people(); person++) {
      boolean answeredAgain = person + people() < rsvps;
      RsvpRecorded last = answer(meetup, answeredAgain ? person + people() : person);
      counts.add(last.getResponse(), last.getGuests());
    }
    return counts;
  }

  /** What folding must come to: of every meetup, as {@link Counts#line()} has it, by meetup id. */
  public Map<String, String> expected() {
    Map<String, String> lines = new HashMap<>();
    for (int meetup = 0; meetup < meetups; meetup++) {
      lines.put(meetupId(meetup), expected(meetup).line());
    }
    return lines;
  }

  private int people() {
    return rsvps - rsvps / 10;
  }

  private MeetupEvent scheduled(int meetup) {
    int series = meetup / MEETUPS_A_SERIES;
    MeetupScheduled fact =
        MeetupScheduled.newBuilder()
            .setSeries(new Series("guild-%05d".formatted(series), "Guild " + series))
            .setStartsAt(OPENING.plus(Duration.ofDays(30L * (1 + meetup % MEETUPS_A_SERIES))))
            .setTimeZone("Europe/Oslo")
            .setMode(Mode.IN_PERSON)
            .build();
    return event(meetup, "s" + meetup, OPENING, fact);
  }

  private MeetupEvent rsvp(int meetup, int number) {
    long serial = (long) number * meetups + meetup;
    return event(
        meetup,
        "rsvp-%010d".formatted(serial),
        OPENING.plusSeconds(1L + number),
        answer(meetup, number));
  }

  private RsvpRecorded answer(int meetup, int number) {
    int chance = (int) Long.remainderUnsigned(mixed(((long) meetup << 32) | number), 100);
    return new RsvpRecorded(
        new Attendee("member:%07d".formatted(number % people()), null),
        chance < 70
            ? Response.YES
            : chance < 85 ? Response.NO : chance < 95 ? Response.WAITLIST : Response.PENDING,
        chance < 10 ? 1 : 0);
  }

  private MeetupEvent event(int meetup, String id, Instant at, Object fact) {
    return new MeetupEvent(id, meetupId(meetup), at, "/rsvp/web", fact);
  }

  private static int[] shuffled(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    Random random = new Random(SEED);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int held = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = held;
    }
    return numbers;
  }

  private static long mixed(long bits) {
    long product = (bits ^ (bits >>> 31)) * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 29);
  }
}
