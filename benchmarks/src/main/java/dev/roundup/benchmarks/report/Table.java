package dev.roundup.benchmarks.report;

import java.io.PrintWriter;
import java.util.List;

/** Figures as text of 98 columns. */
public final class Table {
  private static final String LAYOUT = "%-36s %10s %-9s %-18s %9s %6s %7s %s%n";

  private Table() {}

  /** Prints a heading and the figures under it. */
  public static void print(PrintWriter out, String title, List<Figure> figures) {
    out.println();
    out.println(title);
    out.printf(LAYOUT, "", "", "unit", "baseline", "", "ratio", "target", "");
    for (Figure figure : figures) {
      out.printf(
          LAYOUT,
          cut(figure.what(), 36),
          Figure.number(figure.value()),
          figure.unit(),
          figure.baseline() == null ? "" : cut(figure.baseline(), 18),
          Figure.number(figure.baselineValue()),
          figure.baseline() == null ? "" : Figure.number(figure.ratio()),
          figure.target().text(),
          mark(figure.met()));
    }
    out.flush();
  }

  private static String mark(Boolean met) {
    return met == null ? "" : met ? "ok" : "NO";
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
