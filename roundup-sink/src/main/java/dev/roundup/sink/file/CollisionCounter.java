package dev.roundup.sink.file;

import dev.roundup.sink.merge.Collision.Why;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often people's text was newly kept against the facts. Read by any thread. */
final class CollisionCounter {
  private final Map<Why, LongAdder> met = new EnumMap<>(Why.class);

  CollisionCounter() {
    for (Why why : Why.values()) {
      met.put(why, new LongAdder());
    }
  }

  /**
   * Those that a publication has newly.
   *
   * @param before what was published of its meetup until then; null if nothing
   */
  void count(Published before, Published published) {
    published.collisions().stream()
        .filter(collision -> before == null || !before.collisions().contains(collision))
        .forEach(collision -> met.get(Why.valueOf(collision.getWhy())).increment());
  }

  long sum(Why why) {
    return met.get(why).sum();
  }
}
