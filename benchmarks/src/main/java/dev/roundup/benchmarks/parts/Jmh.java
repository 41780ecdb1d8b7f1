package dev.roundup.benchmarks.parts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH in forks of its own and gives its results by method. */
public final class Jmh {
  /**
   * What one method came to.
   *
   * @param nanos per operation
   * @param error half the width of the 99.9 % interval
   * @param bytes allocated per operation
   */
  public record Result(double nanos, double error, double bytes) {
    /** As text. */
    public String spread() {
      return "%.0f ± %.0f ns, %.0f B".formatted(nanos, error, bytes);
    }
  }

  private Jmh() {}

  /** All benchmarks of a class. */
  public static Map<String, Result> run(Class<?> parts, boolean thorough) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(parts.getName() + "\\..*")
        .forks(thorough ? 3 : 1)
        .warmupIterations(5)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(1))
        .jvmArgs("-Xmx2g", "-Dlogback.configurationFile=logback-bench.xml")
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT);
    try {
      return byMethod(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH failed on " + parts.getSimpleName(), e);
    }
  }

  private static Map<String, Result> byMethod(Collection<RunResult> runs) {
    Map<String, Result> results = new HashMap<>();
    for (RunResult run : runs) {
      String label = run.getPrimaryResult().getLabel();
      double bytes = run.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
      results.put(
          label,
          new Result(
              run.getPrimaryResult().getScore(), run.getPrimaryResult().getScoreError(), bytes));
    }
    return results;
  }
}
