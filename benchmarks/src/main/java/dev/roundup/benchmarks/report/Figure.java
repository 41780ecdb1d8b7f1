package dev.roundup.benchmarks.report;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what what was measured
 * @param value how much it came to
 * @param unit of the value and of the baseline's
 * @param baseline what it is measured against, in the same run; null if nothing
 * @param baselineValue how much that came to
 * @param target of the ratio to the baseline, or of the value where there is no baseline
 * @param spread all passes, as text; empty if there was one
 */
public record Figure(
    String what,
    double value,
    String unit,
    String baseline,
    double baselineValue,
    Target target,
    String spread) {
  /** Against a baseline. */
  public static Figure against(
      String what,
      double value,
      String unit,
      String baseline,
      double baselineValue,
      Target target) {
    return new Figure(what, value, unit, baseline, baselineValue, target, "");
  }

  /** On its own. */
  public static Figure alone(String what, double value, String unit, Target target) {
    return new Figure(what, value, unit, null, Double.NaN, target, "");
  }

  /** The same with its passes. */
  public Figure withSpread(String passes) {
    return new Figure(what, value, unit, baseline, baselineValue, target, passes);
  }

  /** Value to baseline; NaN without one. */
  public double ratio() {
    return value / baselineValue;
  }

  /** Whether the target was met; null where there is none. */
  public Boolean met() {
    return target.met(baseline == null ? value : ratio());
  }

  /** How good the figure is: 1 is the target, more is better; NaN where there is none. */
  public double shareOfTarget() {
    return target.share(baseline == null ? value : ratio());
  }

  /** A number with about three digits that count. */
  public static String number(double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    double size = Math.abs(number);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, number);
  }
}
