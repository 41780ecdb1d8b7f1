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
  /** One of two sizes. */
  public int size(int quick, int whole) {
    return full ? whole : quick;
  }

  /** Says what is done now. */
  public void say(String sentence) {
    progress.println("  " + sentence);
    progress.flush();
  }

  /** A cold pass that nobody counts, then warm ones. */
  public List<Throughput> warm(String what, Supplier<Throughput> pass) {
    say(what + ": warming up");
    Throughput unused = pass.get();
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
