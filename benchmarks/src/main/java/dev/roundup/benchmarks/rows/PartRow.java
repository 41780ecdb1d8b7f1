package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.parts.Jmh;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A part, measured by JMH in a JVM of its own.
 *
 * @param lines what is told of its methods
 */
public record PartRow(String name, String title, Class<?> parts, List<Line> lines) implements Row {
  /**
   * One method beside another.
   *
   * @param baseline null if there is none
   * @param bytes the target of what is allocated; null if nobody asks
   */
  public record Line(String what, String method, String baseline, Target nanos, Target bytes) {}

  @Override
  public List<Figure> measure(Effort effort) {
    effort.say(name + ": JMH, about a quarter of a minute a method and fork");
    Map<String, Jmh.Result> results = Jmh.run(parts, effort.full());
    List<Figure> figures = new ArrayList<>();
    for (Line line : lines) {
      Jmh.Result ours = results.get(line.method());
      if (line.baseline() == null) {
        figures.add(Figure.alone(line.what(), ours.nanos(), "ns", line.nanos()));
        continue;
      }
      Jmh.Result bare = results.get(line.baseline());
      String spread = ours.spread() + "; " + bare.spread();
      figures.add(
          Figure.against(
                  line.what(), ours.nanos(), "ns", line.baseline(), bare.nanos(), line.nanos())
              .withSpread(spread));
      if (line.bytes() != null) {
        figures.add(
            Figure.against(
                "  allocated", ours.bytes(), "B", line.baseline(), bare.bytes(), line.bytes()));
      }
    }
    return figures;
  }
}
