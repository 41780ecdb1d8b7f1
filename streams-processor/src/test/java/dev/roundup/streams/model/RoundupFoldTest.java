package dev.roundup.streams.model;

import static dev.roundup.streams.model.Facts.at;
import static dev.roundup.streams.model.Facts.checkedIn;
import static dev.roundup.streams.model.Facts.given;
import static dev.roundup.streams.model.Facts.headcount;
import static dev.roundup.streams.model.Facts.link;
import static dev.roundup.streams.model.Facts.note;
import static dev.roundup.streams.model.Facts.photo;
import static dev.roundup.streams.model.Facts.planned;
import static dev.roundup.streams.model.Facts.reverted;
import static dev.roundup.streams.model.Facts.rsvp;
import static dev.roundup.streams.model.Facts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.MeetupCancelled;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.NextMeetupAnnounced;
import dev.roundup.schemas.fact.NoteSection;
import dev.roundup.schemas.fact.PhotoKind;
import dev.roundup.schemas.fact.PrizeDrawVoided;
import dev.roundup.schemas.fact.PrizeDrawn;
import dev.roundup.schemas.fact.ResourceKind;
import dev.roundup.schemas.fact.ResourceUnlinked;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.TalkCancelled;
import dev.roundup.schemas.fact.Winner;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Photo;
import dev.roundup.schemas.view.Prize;
import dev.roundup.schemas.view.Resource;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Talk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundupFoldTest {
  private static final String MEETUP = "jvm-03";
  private static final MeetupEvent SCHEDULED = at(-60, MEETUP, scheduled("jvm", 0));

  @Test
  void a_meetup_without_details_has_no_roundup_and_keeps_its_facts() {
    MeetupEvent early = at(0, MEETUP, checkedIn("ola"));
    assertThat(RoundupFold.of(List.of(early))).isEmpty();
    assertThat(roundup(early).getAttendance().getCheckedIn()).isEqualTo(1);
  }

  @Test
  void a_reverted_check_in_no_longer_counts() {
    Roundup roundup = roundup(at(0, MEETUP, checkedIn("ola")), at(1, MEETUP, reverted("ola")));
    assertThat(roundup.getAttendance().getCheckedIn()).isZero();
    assertThat(roundup.getHeld()).isFalse();
  }

  @Test
  void walk_ins_no_shows_and_guests_follow_from_answers_and_presence() {
    Attendance attendance =
        roundup(
                at(0, MEETUP, "1", rsvp("ola", Response.YES, 2)),
                at(0, MEETUP, "2", rsvp("kari", Response.YES, 0)),
                at(0, MEETUP, "3", rsvp("nils", Response.NO, 3)),
                at(0, MEETUP, "4", rsvp("anna", Response.WAITLIST, 0)),
                at(0, MEETUP, "5", checkedIn("ola")),
                at(0, MEETUP, "6", checkedIn("nils")),
                at(0, MEETUP, "7", checkedIn("eva")))
            .getAttendance();
    assertThat(attendance).isEqualTo(new Attendance(2, 2, 1, 1, 0, 3, 2, 1, 3, null, null, false));
  }

  @Test
  void where_the_desk_was_not_run_there_are_no_no_shows_and_first_timers_are_those_counted() {
    Attendance attendance =
        roundup(
                at(0, MEETUP, rsvp("ola", Response.YES, 0)),
                at(1, MEETUP, headcount(Audience.IN_PERSON, 9, 4)),
                at(2, MEETUP, headcount(Audience.ONLINE, 30, null)))
            .getAttendance();
    assertThat(attendance).isEqualTo(new Attendance(1, 0, 0, 0, 0, 0, 0, null, 4, 39, 30, false));
  }

  @Test
  void nine_tenths_of_the_capacity_in_the_room_is_packed_and_an_audience_online_is_not() {
    assertThat(roundup(at(0, MEETUP, headcount(Audience.IN_PERSON, 9, null))).getPacked()).isTrue();
    assertThat(roundup(at(0, MEETUP, headcount(Audience.IN_PERSON, 8, null))).getPacked())
        .isFalse();
    assertThat(roundup(at(0, MEETUP, headcount(Audience.ONLINE, 90, null))).getPacked()).isFalse();
  }

  @Test
  void before_a_talk_is_given_the_planned_ones_are_listed_and_afterwards_only_those_given() {
    MeetupEvent second = at(0, MEETUP, "1", planned("second", 2, null));
    MeetupEvent first = at(0, MEETUP, "2", planned("first", 1, null));
    MeetupEvent ill = at(0, MEETUP, "3", planned("ill", 3, null));
    MeetupEvent cancelled = at(1, MEETUP, new TalkCancelled("ill", null));
    assertThat(talkIds(roundup(second, first, ill, cancelled))).containsExactly("first", "second");
    assertThat(talkIds(roundup(second, first, ill, cancelled, at(2, MEETUP, given("second", 2)))))
        .containsExactly("second");
  }

  @Test
  void a_later_plan_changes_the_details_of_a_talk_but_not_that_it_was_given() {
    Roundup roundup =
        roundup(at(0, MEETUP, given("zgc", 1)), at(5, MEETUP, planned("zgc", 7, null)));
    assertThat(roundup.getHeld()).isTrue();
    assertThat(roundup.getTalks().get(0).getPosition()).isEqualTo(7);
  }

  @Test
  void the_unlabelled_video_is_the_talks_video_and_no_link_is_dropped() {
    Roundup roundup =
        roundup(
            at(0, MEETUP, given("zgc", 1)),
            at(0, MEETUP, "1", link(ResourceKind.VIDEO, "zgc", "A")),
            at(0, MEETUP, "2", link(ResourceKind.VIDEO, "zgc", null)),
            at(0, MEETUP, "3", link(ResourceKind.SLIDES, "zgc", "B")),
            at(0, MEETUP, "4", link(ResourceKind.SLIDES, "zgc", "C")),
            at(0, MEETUP, "5", link(ResourceKind.VIDEO, "not-listed", null)),
            at(0, MEETUP, "6", link(ResourceKind.CODE, null, null)),
            at(0, MEETUP, "7", link(ResourceKind.VIDEO, null, "Whole evening")));
    Talk talk = roundup.getTalks().get(0);
    assertThat(talk.getVideo().getUrl()).endsWith("/VIDEO/zgc/null");
    assertThat(talk.getSlides()).endsWith("/SLIDES/zgc/B");
    assertThat(urls(talk.getResources()))
        .containsExactly("https://links.example/VIDEO/zgc/A", "https://links.example/SLIDES/zgc/C");
    assertThat(roundup.getVideo().getUrl()).endsWith("/VIDEO/null/Whole evening");
    assertThat(urls(roundup.getResources()))
        .containsExactly(
            "https://links.example/VIDEO/not-listed/null", "https://links.example/CODE/null/null");
  }

  @Test
  void an_unlinked_link_is_gone_and_one_of_another_label_stays() {
    Roundup roundup =
        roundup(
            at(0, MEETUP, "1", link(ResourceKind.CODE, null, "A")),
            at(0, MEETUP, "2", link(ResourceKind.CODE, null, "B")),
            at(1, MEETUP, new ResourceUnlinked(ResourceKind.CODE, null, "A")));
    assertThat(roundup.getResources()).extracting(Resource::getLabel).containsExactly("B");
  }

  @Test
  void every_photo_is_in_one_place_and_the_latest_cover_is_the_cover() {
    Roundup roundup =
        roundup(
            at(0, MEETUP, given("zgc", 1)),
            at(1, MEETUP, photo("new", PhotoKind.COVER, null)),
            at(0, MEETUP, "1", photo("old", PhotoKind.COVER, null)),
            at(0, MEETUP, "2", photo("all", PhotoKind.GROUP, null)),
            at(0, MEETUP, "3", photo("amara", PhotoKind.SPEAKER, "zgc")),
            at(0, MEETUP, "4", photo("lost", PhotoKind.SPEAKER, "not-listed")));
    assertThat(roundup.getPhotos().getCover().getPhotoId()).isEqualTo("new");
    assertThat(ids(roundup.getPhotos().getGroup())).containsExactly("all");
    assertThat(ids(roundup.getPhotos().getOther())).containsExactly("lost", "old");
    assertThat(ids(roundup.getTalks().get(0).getPhotos())).containsExactly("amara");
  }

  @Test
  void a_winner_is_named_only_with_consent_and_a_voided_draw_is_absent() {
    Winner winner = new Winner(new Attendee("ola", "Ola Nordmann"), null);
    Roundup roundup =
        roundup(
            at(1, MEETUP, new PrizeDrawn("a", "a book", winner, true, 1, null)),
            at(2, MEETUP, new PrizeDrawn("b", "a mug", winner, false, 1, null)),
            at(3, MEETUP, new PrizeDrawn("c", "a pen", winner, true, 1, null)),
            at(4, MEETUP, new PrizeDrawVoided("c", null)));
    assertThat(roundup.getPrizes())
        .containsExactly(
            new Prize("a", "a book", "Ola Nordmann", 1), new Prize("b", "a mug", null, 1));
  }

  @Test
  void notes_of_a_section_join_in_the_order_of_their_ids_and_an_empty_one_removes() {
    Roundup roundup =
        roundup(
            at(0, MEETUP, "1", note(NoteSection.NEXT, "b", "Second")),
            at(0, MEETUP, "2", note(NoteSection.NEXT, "a", "First")),
            at(0, MEETUP, "3", note(NoteSection.CLOSING, null, "Bye")),
            at(1, MEETUP, note(NoteSection.CLOSING, null, "")));
    assertThat(roundup.getNotes()).isEqualTo(Map.of("NEXT", "First\n\nSecond"));
  }

  @Test
  void a_cancelled_meetup_is_reinstated_by_later_details_only() {
    MeetupEvent cancelled = at(0, MEETUP, new MeetupCancelled("Flooded"));
    assertThat(roundup(cancelled).getCancellationReason()).isEqualTo("Flooded");
    assertThat(roundup(cancelled, at(1, MEETUP, scheduled("jvm", 1))).getCancelled()).isFalse();
  }

  @Test
  void the_latest_time_of_a_fact_that_counts_is_the_time_of_the_update() {
    assertThat(roundup(at(9, MEETUP, rsvp("ola", Response.NO, 0))).getUpdatedAt())
        .isEqualTo(Facts.EVENING.plus(Duration.ofMinutes(9)));
  }

  @Test
  void the_next_meetup_is_the_following_one_of_the_series_that_was_not_called_off() {
    MeetupEvent sooner = at(0, "jvm-04", scheduled("jvm", 30));
    MeetupEvent later = at(0, "jvm-05", scheduled("jvm", 60));
    MeetupEvent talk = at(0, "jvm-04", planned("x", 1, "Fjordbank"));
    MeetupEvent other = at(0, "ops-04", scheduled("ops", 10));
    Roundup before = roundup(other, later, sooner, talk);
    assertThat(before.getNext().getMeetupId()).isEqualTo("jvm-04");
    assertThat(before.getNext().getOrganisations()).containsExactly("Fjordbank");
    MeetupEvent calledOff = at(1, "jvm-04", new MeetupCancelled(null));
    assertThat(roundup(other, later, sooner, calledOff).getNext().getMeetupId())
        .isEqualTo("jvm-05");
  }

  @Test
  void no_meetup_swells_the_calendar_of_its_series_by_where_its_speakers_come_from() {
    List<MeetupEvent> facts = new ArrayList<>();
    facts.add(at(0, "jvm-04", scheduled("jvm", 30)));
    for (int i = 0; i < 60; i++) {
      String organisation = "%02d".formatted(i) + "🚢".repeat(i == 1 ? 198 : 20_000);
      facts.add(at(0, "jvm-04", "talk-" + i, planned("t" + i, i, organisation)));
    }
    List<String> organisations =
        roundup(facts.toArray(MeetupEvent[]::new)).getNext().getOrganisations();
    assertThat(organisations).hasSize(50);
    assertThat(organisations.get(0)).isEqualTo("00" + "🚢".repeat(197) + "…");
    assertThat(organisations.get(1)).isEqualTo("01" + "🚢".repeat(198));
    assertThat(organisations.get(49)).startsWith("49");
  }

  @Test
  void what_was_announced_of_the_next_meetup_stands_and_is_known_by_its_day() {
    MeetupEvent next = at(0, "jvm-04", scheduled("jvm", 30));
    NextMeetupAnnounced announced =
        new NextMeetupAnnounced(
            Facts.EVENING.plus(Duration.ofDays(30)).plusSeconds(1800), null, List.of(), null, "!");
    Roundup roundup = roundup(next, at(0, MEETUP, announced));
    assertThat(roundup.getNext().getNote()).isEqualTo("!");
    assertThat(roundup.getNext().getMeetupId()).isEqualTo("jvm-04");
    assertThat(roundup(at(0, MEETUP, announced)).getNext().getMeetupId()).isNull();
  }

  @Test
  void somebody_is_a_first_timer_where_they_were_checked_in_first_in_the_series() {
    List<MeetupEvent> facts =
        new ArrayList<>(
            List.of(
                SCHEDULED,
                at(0, "jvm-04", scheduled("jvm", 30)),
                at(5, MEETUP, checkedIn("ola")),
                at(9, "jvm-04", checkedIn("ola"))));
    assertThat(firstTimers(facts, MEETUP)).isEqualTo(1);
    assertThat(firstTimers(facts, "jvm-04")).isZero();
    facts.add(at(6, MEETUP, reverted("ola")));
    assertThat(firstTimers(facts, "jvm-04")).isEqualTo(1);
  }

  @Test
  void a_meetup_that_moves_to_another_series_takes_its_visits_along() {
    List<MeetupEvent> facts =
        new ArrayList<>(
            List.of(
                SCHEDULED,
                at(0, "jvm-04", scheduled("jvm", 30)),
                at(5, MEETUP, checkedIn("ola")),
                at(9, "jvm-04", checkedIn("ola")),
                at(10, MEETUP, scheduled("ops", 0))));
    assertThat(firstTimers(facts, MEETUP)).isEqualTo(1);
    assertThat(firstTimers(facts, "jvm-04")).isEqualTo(1);
    assertThat(RoundupFold.of(facts).get(MEETUP).getNext()).isNull();
  }

  private static int firstTimers(List<MeetupEvent> facts, String meetup) {
    return RoundupFold.of(facts).get(meetup).getAttendance().getFirstTimers();
  }

  private static Roundup roundup(MeetupEvent... facts) {
    List<MeetupEvent> all = new ArrayList<>(List.of(facts));
    all.add(SCHEDULED);
    return RoundupFold.of(all).get(MEETUP);
  }

  private static List<String> talkIds(Roundup roundup) {
    return roundup.getTalks().stream().map(Talk::getTalkId).toList();
  }

  private static List<String> urls(List<Resource> resources) {
    return resources.stream().map(Resource::getUrl).toList();
  }

  private static List<String> ids(List<Photo> photos) {
    return photos.stream().map(Photo::getPhotoId).toList();
  }
}
