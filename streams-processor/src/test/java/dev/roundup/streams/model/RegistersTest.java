package dev.roundup.streams.model;

import static dev.roundup.streams.model.Facts.at;
import static dev.roundup.streams.model.Facts.checkedIn;
import static dev.roundup.streams.model.Facts.headcount;
import static dev.roundup.streams.model.Facts.link;
import static dev.roundup.streams.model.Facts.reverted;
import static dev.roundup.streams.model.Facts.rsvp;
import static dev.roundup.streams.model.Facts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.ResourceKind;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.view.Attendance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistersTest {
  private static final String MEETUP = "jvm-03";
  private static final MeetupEvent SCHEDULED = at(-60, MEETUP, scheduled("jvm", 0));

  @Test
  void of_facts_of_one_time_the_one_with_the_later_id_holds_the_register() {
    List<MeetupEvent> facts =
        new ArrayList<>(
            List.of(
                SCHEDULED,
                at(1, MEETUP, "b", headcount(Audience.IN_PERSON, 1, null)),
                at(1, MEETUP, "a", headcount(Audience.IN_PERSON, 2, null)),
                at(1, MEETUP, "b", rsvp("ola", Response.NO, 0)),
                at(1, MEETUP, "a", rsvp("ola", Response.PENDING, 0)),
                at(1, MEETUP, "b", reverted("ola")),
                at(1, MEETUP, "a", checkedIn("ola"))));
    Attendance attendance = RoundupFold.of(facts).get(MEETUP).getAttendance();
    assertThat(attendance.getCounted()).isEqualTo(1);
    assertThat(attendance.getDeclined()).isEqualTo(1);
    assertThat(attendance.getCheckedIn()).isZero();
  }

  @Test
  void no_two_registers_share_a_name_whatever_the_ids_hold() {
    List<String> ids = List.of("a", "a/VIDEO/a", "a%2FVIDEO%2Fa", "a%252F", "a%2F", "a/");
    Set<String> names = new HashSet<>();
    for (String talk : ids) {
      for (String label : ids) {
        MeetupEvent fact = at(0, MEETUP, link(ResourceKind.VIDEO, talk, label));
        assertThat(names.addAll(Registers.setBy(fact))).as(talk + " and " + label).isTrue();
      }
    }
  }
}
