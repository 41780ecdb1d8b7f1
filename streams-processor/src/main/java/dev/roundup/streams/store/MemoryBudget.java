package dev.roundup.streams.store;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much heap the packed stores of one app may take together. Running into it ends the app with a
 * sentence that names the way out, before the heap itself is full and every part of the process
 * suffers. Nothing is lost by that: what a store holds is on its changelog.
 *
 * <p>Safe for any number of threads.
 */
public final class MemoryBudget {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  /**
   * A budget of so many bytes.
   *
   * @param limit in bytes, at least one
   */
  public MemoryBudget(long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a memory budget of " + limit + " bytes");
    }
    this.limit = limit;
  }

  /** Half of the largest heap this process may have; the rest is for Kafka's buffers and caches. */
  public static MemoryBudget halfOfHeap() {
    return new MemoryBudget(Math.max(1, Runtime.getRuntime().maxMemory() / 2));
  }

  /** What the stores hold now, in bytes of heap. */
  public long taken() {
    return taken.get();
  }

  /** What the stores may hold, in bytes of heap. */
  public long limit() {
    return limit;
  }

  /** Before an allocation; what does not fit is not taken. */
  void take(long bytes) {
    long now = taken.addAndGet(bytes);
    if (now > limit) {
      taken.addAndGet(-bytes);
      throw new Failure(
          ExitCode.CONFIGURATION,
          "The stores need more than their share of memory, "
              + mebibytes(limit)
              + " MiB. Give the process a larger heap (-Xmx; the stores take up to half of it),"
              + " spread the partitions over more instances, or keep the stores on disk:"
              + " stores=rocksdb. Nothing is lost; the next start goes on from the log.");
    }
  }

  /** After what was taken has become garbage. */
  void release(long bytes) {
    taken.addAndGet(-bytes);
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
