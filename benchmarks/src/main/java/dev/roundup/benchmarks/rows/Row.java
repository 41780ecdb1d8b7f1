package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.report.Figure;
import java.util.List;

/** Something that is measured against its own baseline, in the same run. */
public interface Row {
  /** As on the command line. */
  String name();

  /** As over its figures. */
  String title();

  /** Measures. */
  List<Figure> measure(Effort effort);
}
