package dev.roundup.streams.model;

import static dev.roundup.streams.model.Facts.EVENING;
import static dev.roundup.streams.model.Facts.at;
import static dev.roundup.streams.model.Facts.headcount;
import static dev.roundup.streams.model.Facts.planned;
import static dev.roundup.streams.model.Facts.rsvp;
import static dev.roundup.streams.model.Facts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.HeadcountRecorded;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.NextMeetupAnnounced;
import dev.roundup.schemas.fact.PrizeDrawn;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.view.Prize;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Talk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundupViewTest {
  private static final String MEETUP = "jvm-03";

  @Test
  void a_meetup_whose_audience_was_counted_was_held() {
    assertThat(roundup().getHeld()).isFalse();
    assertThat(roundup(at(0, MEETUP, headcount(Audience.ONLINE, 3, null))).getHeld()).isTrue();
  }

  @Test
  void a_count_that_was_a_guess_says_so() {
    HeadcountRecorded guess = new HeadcountRecorded(40, Audience.IN_PERSON, true, null);
    assertThat(roundup(at(0, MEETUP, guess)).getAttendance().getApproximate()).isTrue();
  }

  @Test
  void talks_are_in_the_order_of_their_positions() {
    Roundup roundup =
        roundup(
            at(0, MEETUP, "1", planned("a", 2, null)),
            at(0, MEETUP, "2", planned("b", 1, null)),
            at(0, MEETUP, "3", planned("c", 10, null)));
    assertThat(roundup.getTalks()).extracting(Talk::getTalkId).containsExactly("b", "a", "c");
  }

  @Test
  void prizes_are_in_the_order_in_which_they_were_drawn() {
    Roundup roundup = roundup(at(2, MEETUP, prize("a")), at(1, MEETUP, prize("b")));
    assertThat(roundup.getPrizes()).extracting(Prize::getPrizeId).containsExactly("b", "a");
  }

  @Test
  void more_guests_than_a_number_holds_are_as_many_as_it_holds() {
    Roundup roundup =
        roundup(
            at(0, MEETUP, "1", rsvp("ola", Response.YES, Integer.MAX_VALUE)),
            at(0, MEETUP, "2", rsvp("kari", Response.YES, 2)));
    assertThat(roundup.getAttendance().getGuests()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void what_was_announced_for_another_day_is_not_the_next_meetup_of_the_calendar() {
    MeetupEvent following = at(0, "jvm-04", scheduled("jvm", 30));
    assertThat(roundup(following, announced(30)).getNext().getMeetupId()).isEqualTo("jvm-04");
    assertThat(roundup(following, announced(31)).getNext().getMeetupId()).isNull();
  }

  private static MeetupEvent announced(int day) {
    return at(
        0,
        MEETUP,
        new NextMeetupAnnounced(EVENING.plus(Duration.ofDays(day)), null, List.of(), null, null));
  }

  private static PrizeDrawn prize(String prizeId) {
    return new PrizeDrawn(prizeId, "a prize", null, false, 1, null);
  }

  private static Roundup roundup(MeetupEvent... facts) {
    List<MeetupEvent> all = new ArrayList<>(List.of(facts));
    all.add(at(-60, MEETUP, scheduled("jvm", 0)));
    return RoundupFold.of(all).get(MEETUP);
  }
}
