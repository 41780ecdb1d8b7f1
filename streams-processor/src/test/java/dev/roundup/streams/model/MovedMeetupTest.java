package dev.roundup.streams.model;

import static dev.roundup.streams.model.Facts.at;
import static dev.roundup.streams.model.Facts.checkedIn;
import static dev.roundup.streams.model.Facts.reverted;
import static dev.roundup.streams.model.Facts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class MovedMeetupTest {
  private final Queue<Runnable> letters = new ArrayDeque<>();
  private final StateInMemory state =
      new StateInMemory((sender, receiver, letter) -> letters.add(letter));

  /** The old series' word that somebody is no first-timer comes when it is not heeded any more. */
  @Test
  void nobody_stays_a_first_timer_because_the_old_series_was_heard_too_late() {
    state.apply(at(0, "ops-03", scheduled("ops", 0)));
    state.apply(at(1, "ops-03", checkedIn("ola")));
    state.apply(at(0, "moved", scheduled("jvm", 1)));
    state.apply(at(5, "moved", checkedIn("ola")));
    deliver();
    assertThat(firstTimers("moved")).isEqualTo(1);

    state.apply(at(6, "moved", reverted("ola")));
    state.apply(at(10, "moved", scheduled("ops", 1)));
    deliver();
    state.apply(at(12, "moved", checkedIn("ola")));
    deliver();
    assertThat(firstTimers("moved")).isZero();
    assertThat(firstTimers("ops-03")).isEqualTo(1);
  }

  private void deliver() {
    while (!letters.isEmpty()) {
      letters.remove().run();
    }
  }

  private int firstTimers(String meetup) {
    return state.roundups().get(meetup).getAttendance().getFirstTimers();
  }
}
