package dev.roundup.benchmarks.pipeline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One pass over the log.
 *
 * @param factsPerSecond by the wall clock
 * @param cpuMicros time on a CPU of the threads that fold, per fact, in microseconds; NaN where
 *     nobody can know
 */
public record Throughput(double factsPerSecond, double cpuMicros) {
  /** The one in the middle, by facts per second. */
  public static Throughput median(List<Throughput> passes) {
    List<Throughput> sorted =
        passes.stream().sorted(Comparator.comparingDouble(Throughput::factsPerSecond)).toList();
    return sorted.get(sorted.size() / 2);
  }

  /** The middle of some numbers; the upper one of two. */
  public static double median(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
