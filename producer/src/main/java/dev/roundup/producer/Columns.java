package dev.roundup.producer;

import java.util.ArrayList;
import java.util.List;

/** Text in columns of fixed width, wrapped at blanks. */
final class Columns {
  private static final String GAP = "  ";

  private final int[] widths;

  Columns(int... widths) {
    this.widths = widths;
  }

  /** One row, of as many lines as its longest cell needs. */
  String row(String... cells) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < cells.length; i++) {
      wrapped.add(wrap(cells[i], widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    StringBuilder row = new StringBuilder();
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < cells.length; i++) {
        String cell = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
        text.append(i == 0 ? "" : GAP).append(cell);
        text.append(" ".repeat(Math.max(0, widths[i] - cell.length())));
      }
      row.append(text.toString().stripTrailing()).append(System.lineSeparator());
    }
    return row.toString();
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
