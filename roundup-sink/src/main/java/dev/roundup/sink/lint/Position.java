package dev.roundup.sink.lint;

import java.util.Comparator;

/**
 * A place in a file as editors count: both from 1, columns in UTF-16 code units.
 *
 * @param line ends with LF, CR LF or CR
 */
record Position(int line, int column) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
