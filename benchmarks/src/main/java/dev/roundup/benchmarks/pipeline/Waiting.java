package dev.roundup.benchmarks.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waiting for what another process or thread does. */
public final class Waiting {
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LOOK_SELDOM_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private Waiting() {}

  /** Looks every five milliseconds, ten minutes long. */
  public static void until(BooleanSupplier reached) {
    until(reached, () -> LOOK_EVERY_NANOS);
  }

  /**
   * Looks so seldom that what is looked at is not slowed down, and ever more seldom, to a hundredth
   * of what it took; ten minutes long.
   */
  static void seldomUntil(BooleanSupplier reached) {
    long began = System.nanoTime();
    until(reached, () -> Math.max(LOOK_SELDOM_NANOS, (System.nanoTime() - began) / 100));
  }

  private static void until(BooleanSupplier reached, LongSupplier everyNanos) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("What was waited for did not come about in ten minutes");
      }
      LockSupport.parkNanos(everyNanos.getAsLong());
    }
  }

  /** Lets time go by. */
  public static void seconds(long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    until(() -> System.nanoTime() >= end);
  }

  /** Since a value of {@link System#nanoTime()}. */
  public static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
