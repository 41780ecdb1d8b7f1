package dev.roundup.sink.kafka;

import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Outcome;
import dev.roundup.sink.file.Press;
import dev.roundup.sink.merge.Collision.Why;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts what became of posts, and times how long they took. */
final class PublishMetrics {
  private static final String POSTS = "roundup.sink.posts";

  /** Where people begin to notice. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final Clock clock;
  private final Timer delay;

  PublishMetrics(MeterRegistry registry, Clock clock, Ledger ledger, Press press) {
    this.registry = registry;
    this.clock = clock;
    this.delay =
        Timer.builder("roundup.sink.delay")
            .description("From the roundup's record on its topic to its post on the disk")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    Gauge.builder("roundup.sink.collisions.standing", ledger, Ledger::collisions)
        .description("Places where people's text stands against the facts now")
        .register(registry);
    for (Why why : Why.values()) {
      FunctionCounter.builder(
              "roundup.sink.collisions.met", press, counted -> counted.collisionsMet(why))
          .description("Times that people's text was newly kept against the facts")
          .tag("why", word(why))
          .register(registry);
    }
  }

  /**
   * Counts one.
   *
   * @param since when its roundup came to be, in epoch milliseconds; null if nobody waited for it
   */
  void count(Outcome outcome, Long since) {
    String name = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String why = outcome instanceof Outcome.Kept kept ? word(kept.why()) : "";
    registry.counter(POSTS, "outcome", name, "why", why).increment();
    boolean onDisk =
        !(outcome instanceof Outcome.Kept
            || outcome instanceof Outcome.Failed
            || outcome instanceof Outcome.Unchanged);
    if (onDisk && since != null) {
      delay.record(Math.max(0, clock.millis() - since), TimeUnit.MILLISECONDS);
    }
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
