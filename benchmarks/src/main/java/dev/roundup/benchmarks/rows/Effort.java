package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.pipeline.Throughput;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How much is measured, and who is told meanwhile.
 *
 * @param full the sizes of the targets instead of quick ones
 * @param passes how many warm passes a median is of
 */
public record Effort(boolean full, int passes, PrintWriter progress) {
  private static final int LEAST_WARMING_UP = 5;
  private static final int MOST_WARMING_UP = 10;
  private static final double HARDLY_QUICKER = 1.02;

  /** One of two sizes. */
  public int size(int quick, int whole) {
    return full ? whole : quick;
  }

  /** Says what is done now. */
  public void say(String sentence) {
    progress.println("  " + sentence);
    progress.flush();
  }

  /**
   * Passes that nobody counts, five and then until one is hardly quicker than the best before it,
   * and then warm ones: on two cores the compilers take more of them than what is compiled, for a
   * minute or more.
   */
  public List<Throughput> warm(String what, Supplier<Throughput> pass) {
    double best = 0;
    for (int number = 1; number <= MOST_WARMING_UP; number++) {
      double now = pass.get().factsPerSecond();
      say("%s: warming up, %,.0f facts/s".formatted(what, now));
      if (number >= LEAST_WARMING_UP && now < HARDLY_QUICKER * best) {
        break;
      }
      best = Math.max(best, now);
    }
    return counted(what, pass);
  }

  /** Passes that are all counted. */
  public List<Throughput> counted(String what, Supplier<Throughput> pass) {
    return java.util.stream.IntStream.rangeClosed(1, passes)
        .mapToObj(
            number -> {
              Throughput throughput = pass.get();
              say(
                  "%s: pass %d of %d, %,.0f facts/s"
                      .formatted(what, number, passes, throughput.factsPerSecond()));
              return throughput;
            })
        .toList();
  }

  /** What is measured beside others. */
  public record Contender(String name, Supplier<Throughput> pass) {}

  /**
   * A cold pass of each that nobody counts, then warm ones in turns: what comes later in one
   * process has warmer code, and none shall have that for itself.
   */
  public Map<String, List<Throughput>> inTurns(String size, List<Contender> contenders) {
    Map<String, List<Throughput>> measured = new LinkedHashMap<>();
    for (int number = 0; number <= passes; number++) {
      for (Contender contender : contenders) {
        Throughput throughput = contender.pass.get();
        if (number > 0) {
          measured.computeIfAbsent(contender.name, name -> new ArrayList<>()).add(throughput);
        }
        say(
            "%s, %s: %s, %,.0f facts/s"
                .formatted(
                    contender.name,
                    size,
                    number == 0 ? "warming up" : "pass %d of %d".formatted(number, passes),
                    throughput.factsPerSecond()));
      }
    }
    return measured;
  }

  /** All passes, slowest first, as text. */
  public static String spread(List<Throughput> passes) {
    return passes.stream()
        .sorted(Comparator.comparingDouble(Throughput::factsPerSecond))
        .map(pass -> "%,.0f".formatted(pass.factsPerSecond()))
        .collect(Collectors.joining(" "));
  }
}
