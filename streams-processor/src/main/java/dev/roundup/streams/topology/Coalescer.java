package dev.roundup.streams.topology;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Whose roundup is published when: that of a meetup which was quiet at once, and then at most one
 * in a span of time. Times are milliseconds of a wall clock that is handed in.
 */
final class Coalescer {
  /** A meetup, and whether it waits; who holds it need not look the meetup up at each change. */
  static final class Turn {
    private final String meetup;
    private boolean waiting;

    /** The least time of the next publication: until the first, none is too soon. */
    private long due = Long.MIN_VALUE;

    private Turn(String meetup) {
      this.meetup = meetup;
    }

    String meetup() {
      return meetup;
    }

    /** The least time of the next publication. */
    long due() {
      return due;
    }
  }

  private final long spanMillis;
  private final Map<String, Turn> turns = new HashMap<>();
  private final Queue<Turn> waiting =
      new PriorityQueue<>(Comparator.comparingLong(turn -> turn.due));

  Coalescer(Duration span) {
    this.spanMillis = span.toMillis();
  }

  /** The meetup's one turn. */
  Turn of(String meetup) {
    return turns.computeIfAbsent(meetup, Turn::new);
  }

  /**
   * A meetup has changed.
   *
   * @return whether it was not waiting already
   */
  boolean changed(Turn turn, long now) {
    if (turn.waiting) {
      return false;
    }
    turn.waiting = true;
    turn.due = Math.max(turn.due, now);
    waiting.add(turn);
    return true;
  }

  /** Whose turn it is; from then on the meetup does not wait any more. */
  Optional<Turn> next(long now) {
    Turn turn = waiting.peek();
    if (turn == null || turn.due > now) {
      return Optional.empty();
    }
    waiting.remove();
    turn.waiting = false;
    turn.due = now + spanMillis;
    return Optional.of(turn);
  }
}
