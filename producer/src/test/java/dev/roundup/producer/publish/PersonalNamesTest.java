package dev.roundup.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.codec.Facts;
import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.PrizeDrawn;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.schemas.fact.Winner;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PersonalNamesTest {
  @Test
  void an_attendee_keeps_the_id_and_loses_the_name() {
    MeetupEvent event =
        event(new RsvpRecorded(new Attendee("meet:1", "Ola Nordmann"), Response.YES, 0));

    assertThat(PersonalNames.leaveOut(event)).isEqualTo(1);
    assertThat(event.getFact())
        .isEqualTo(new RsvpRecorded(new Attendee("meet:1", null), Response.YES, 0));
    assertThat(PersonalNames.leaveOut(event)).isZero();
  }

  @Test
  void a_winner_who_agreed_is_named_by_the_prize() {
    assertThat(drawn(new Winner(new Attendee("1", "Ola Nordmann"), null), true, 0))
        .isEqualTo(new Winner(new Attendee("1", null), "Ola Nordmann"));
    assertThat(drawn(new Winner(new Attendee("1", "Ola Nordmann"), "Ola N."), true, 1))
        .isEqualTo(new Winner(new Attendee("1", null), "Ola N."));
    assertThat(drawn(new Winner(null, "Ola N."), true, 0)).isEqualTo(new Winner(null, "Ola N."));
    assertThat(drawn(null, true, 0)).isNull();
  }

  @Test
  void a_winner_who_did_not_agree_is_not_named() {
    assertThat(drawn(new Winner(new Attendee("1", "Ola Nordmann"), "Ola N."), false, 2))
        .isEqualTo(new Winner(new Attendee("1", null), null));
  }

  @Property(tries = 500)
  void no_attendee_of_any_fact_keeps_a_name(@ForAll("facts") MeetupEvent fact) {
    PersonalNames.leaveOut(fact);
    // what the generated classes print of an attendee is JSON
    assertThat(fact.toString()).doesNotContainPattern("\"attendee\": \\{[^}]*\"name\": \"");
  }

  @Provide
  Arbitrary<MeetupEvent> facts() {
    return Facts.any();
  }

  private static Winner drawn(Winner winner, boolean agreed, int leftOut) {
    MeetupEvent event = event(new PrizeDrawn("p", "a mug", winner, agreed, 1, null));
    assertThat(PersonalNames.leaveOut(event)).isEqualTo(leftOut);
    return ((PrizeDrawn) event.getFact()).getWinner();
  }

  private static MeetupEvent event(Object fact) {
    return new MeetupEvent("a", "m", Instant.parse("2026-10-14T18:00:00Z"), "/desk", fact);
  }
}
