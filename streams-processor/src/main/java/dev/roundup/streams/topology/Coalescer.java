package dev.roundup.streams.topology;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Whose roundup is published when: that of a meetup which was quiet at once, and then at most one
 * in a span of time. Times are milliseconds of a wall clock that is handed in.
 */
final class Coalescer {
  private record Turn(String meetup, long due) {}

  private final long spanMillis;
  private final Set<String> waiting = new HashSet<>();
  private final Queue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::due));
  private final Map<String, Long> published = new LinkedHashMap<>();

  Coalescer(Duration span) {
    this.spanMillis = span.toMillis();
  }

  /**
   * A meetup has changed.
   *
   * @return whether it was not waiting already
   */
  boolean changed(String meetup, long now) {
    if (!waiting.add(meetup)) {
      return false;
    }
    Long last = published.get(meetup);
    turns.add(new Turn(meetup, last == null ? now : last + spanMillis));
    return true;
  }

  /** Whose turn it is; from then on the meetup does not wait any more. */
  Optional<String> next(long now) {
    Turn turn = turns.peek();
    if (turn == null || turn.due() > now) {
      return Optional.empty();
    }
    turns.remove();
    waiting.remove(turn.meetup());
    published.remove(turn.meetup());
    published.put(turn.meetup(), now);
    return Optional.of(turn.meetup());
  }

  /** Forgets what was published too long ago to matter. */
  void forget(long now) {
    published.values().removeIf(last -> last + spanMillis <= now);
  }
}
