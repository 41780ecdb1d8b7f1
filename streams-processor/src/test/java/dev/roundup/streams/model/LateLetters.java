package dev.roundup.streams.model;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.view.Roundup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Delivers what meetups and series tell each other late and at random; only what one tells another
 * stays in order, as on the partitions of a topic.
 */
final class LateLetters {
  private final Random random;
  private final Map<String, Queue<Runnable>> letters = new TreeMap<>();
  private final StateInMemory state =
      new StateInMemory(
          (sender, receiver, letter) ->
              letters
                  .computeIfAbsent(sender + " to " + receiver, unknown -> new ArrayDeque<>())
                  .add(letter));

  LateLetters(Random random) {
    this.random = random;
  }

  void apply(MeetupEvent event) {
    state.apply(event);
    while (random.nextBoolean() && deliverOne()) {
      // as many as chance has it
    }
  }

  void deliverAll() {
    while (deliverOne()) {
      // until nobody has anything to say
    }
  }

  SortedMap<String, Roundup> roundups() {
    return state.roundups();
  }

  private boolean deliverOne() {
    List<Queue<Runnable>> waiting =
        new ArrayList<>(letters.values().stream().filter(queue -> !queue.isEmpty()).toList());
    if (waiting.isEmpty()) {
      return false;
    }
    waiting.get(random.nextInt(waiting.size())).remove().run();
    return true;
  }
}
