package dev.roundup.benchmarks.report;

/** What a figure should come to. */
public sealed interface Target {
  /** Whether the figure is good enough; null where nothing was asked of it. */
  Boolean met(double figure);

  /** How good the figure is: 1 is the target, more is better; NaN where nothing was asked. */
  double share(double figure);

  /** At most ten characters. */
  String text();

  /** No less than this. */
  static Target atLeast(double bound) {
    return new AtLeast(bound);
  }

  /** No more than this. */
  static Target atMost(double bound) {
    return new AtMost(bound);
  }

  /** For orientation only. */
  static Target none() {
    return new None();
  }

  /** No less than this. */
  record AtLeast(double bound) implements Target {
    @Override
    public Boolean met(double figure) {
      return figure >= bound;
    }

    @Override
    public double share(double figure) {
      return figure / bound;
    }

    @Override
    public String text() {
      return "≥ " + Figure.number(bound);
    }
  }

  /** No more than this. */
  record AtMost(double bound) implements Target {
    @Override
    public Boolean met(double figure) {
      return figure <= bound;
    }

    @Override
    public double share(double figure) {
      return bound / figure;
    }

    @Override
    public String text() {
      return "≤ " + Figure.number(bound);
    }
  }

  /** For orientation only. */
  record None() implements Target {
    @Override
    public Boolean met(double figure) {
      return null;
    }

    @Override
    public double share(double figure) {
      return Double.NaN;
    }

    @Override
    public String text() {
      return "";
    }
  }
}
