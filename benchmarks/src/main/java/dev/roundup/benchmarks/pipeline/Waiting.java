package dev.roundup.benchmarks.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what another process or thread does. */
public final class Waiting {
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LOOK_SELDOM_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private Waiting() {}

  /** Looks every five milliseconds, ten minutes long. */
  public static void until(BooleanSupplier reached) {
    until(reached, LOOK_EVERY_NANOS);
  }

  /** Looks so seldom that what is looked at is not slowed down; ten minutes long. */
  static void seldomUntil(BooleanSupplier reached) {
    until(reached, LOOK_SELDOM_NANOS);
  }

  private static void until(BooleanSupplier reached, long everyNanos) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("What was waited for did not come about in ten minutes");
      }
      LockSupport.parkNanos(everyNanos);
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
