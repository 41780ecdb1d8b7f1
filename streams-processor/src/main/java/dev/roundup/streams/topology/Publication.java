package dev.roundup.streams.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which meetups have changed since their roundup was published. That is kept in a store, so that a
 * crash between a change and its publication cannot lose the latter; which one's turn it is, is in
 * memory.
 *
 * <p>Commits cost as much as hundreds of facts. Kafka Streams makes them rarely by itself; what is
 * published of an evening is committed at once, while a processor that is behind goes without.
 *
 * <p>While facts come in, publishing takes at most a fifth of the thread's time for a task, and a
 * hundredth while there are very many to come: whoever is behind catches up first, and roundups
 * come less often.
 */
final class Publication {
  /** How often is looked whose turn it is. */
  static final Duration TICK = Duration.ofMillis(50);

  /** The least time between two commits that are asked for. */
  private static final Duration COMMIT = Duration.ofMillis(100);

  /** So many facts that wait are no evening but a log that is caught up with. */
  private static final int CATCHING_UP = 10_000;

  private static final long NANOS_WHEN_BEHIND = TICK.toNanos() / 100;
  private static final long NANOS_WHEN_BUSY = TICK.toNanos() / 5;
  private static final long NANOS_WHEN_IDLE = TICK.toNanos();
  private static final byte[] YES = {1};

  private final KeyValueStore<String, byte[]> pending;
  private final ProcessingContext context;
  private final LongSupplier nanoTime;
  private final Coalescer coalescer;
  private int changes;

  /** Also while the thread is busy with another task's facts. */
  private boolean behind;

  private long committed;

  /** Whether something was published since. */
  private boolean uncommitted;

  /**
   * Every meetup that was pending when the task stopped is due at once.
   *
   * @param nanoTime measures time spent, as {@link System#nanoTime()} does
   */
  Publication(
      RoundupStores stores, ProcessingContext context, Duration coalesce, LongSupplier nanoTime) {
    this.pending = stores.pending().in(context);
    this.context = context;
    this.nanoTime = nanoTime;
    this.coalescer = new Coalescer(coalesce);
    try (KeyValueIterator<String, byte[]> all = pending.all()) {
      all.forEachRemaining(entry -> coalescer.changed(coalescer.of(entry.key), 0));
    }
  }

  /** For {@link #changed}: the meetup's one turn. */
  Coalescer.Turn of(String meetup) {
    return coalescer.of(meetup);
  }

  /** So many facts of the task's log are still to come. */
  void behind(int facts) {
    behind = facts >= CATCHING_UP;
  }

  void changed(Coalescer.Turn turn) {
    changes++;
    if (coalescer.changed(turn, context.currentSystemTimeMs())) {
      pending.put(turn.meetup(), YES);
    }
  }

  /**
   * Publishes the roundups whose turn it is, as far as there is time, and asks that they be
   * committed soon: nobody sees them before.
   */
  void publishDue(long now, Consumer<String> publish) {
    long end = nanoTime.getAsLong() + share();
    Optional<Coalescer.Turn> next = coalescer.next(now);
    uncommitted |= next.isPresent();
    while (next.isPresent()) {
      String meetup = next.get().meetup();
      publish.accept(meetup);
      pending.delete(meetup);
      next = nanoTime.getAsLong() < end ? coalescer.next(now) : Optional.empty();
    }
    if (uncommitted && !behind && now - committed >= COMMIT.toMillis()) {
      context.commit();
      committed = now;
      uncommitted = false;
    }
    changes = 0;
  }

  private long share() {
    if (behind) {
      return NANOS_WHEN_BEHIND;
    }
    return changes > 0 ? NANOS_WHEN_BUSY : NANOS_WHEN_IDLE;
  }
}
