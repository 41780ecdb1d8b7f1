package dev.roundup.streams.model;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.view.Roundup;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SortedMap;

/** Folds facts in memory, by the same functions as the stream does. */
public final class RoundupFold {
  private RoundupFold() {}

  /**
   * The roundups that follow from the facts, by meetup id. Of a meetup that no {@code
   * MeetupScheduled} is about there is none.
   *
   * @param facts of any number of meetups and series, in any order, any of them repeatedly
   */
  public static SortedMap<String, Roundup> of(Iterable<MeetupEvent> facts) {
    Queue<Runnable> letters = new ArrayDeque<>();
    StateInMemory state = new StateInMemory((sender, receiver, letter) -> letters.add(letter));
    for (MeetupEvent fact : facts) {
      state.apply(fact);
      while (!letters.isEmpty()) {
        letters.remove().run();
      }
    }
    return state.roundups();
  }
}
