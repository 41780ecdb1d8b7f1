package dev.roundup.sink.merge;

import java.util.Arrays;

/** Where the lines of a text begin and end; a line ends with LF, CR LF or CR, as in CommonMark. */
final class Lines {
  private final String text;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  Lines(String text) {
    this.text = text;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        int end = at;
        if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
          at++;
        }
        add(start, end);
        start = at + 1;
      }
    }
    if (start < text.length()) {
      add(start, text.length());
    }
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  int count() {
    return count;
  }

  /** Offset of the line's first character; the end of the text for the line after the last. */
  int start(int line) {
    return line < count ? starts[line] : text.length();
  }

  /** Offset after the line's last character, before its line end. */
  int end(int line) {
    return ends[line];
  }

  String get(int line) {
    return text.substring(starts[line], ends[line]);
  }

  boolean isBlank(int line) {
    return get(line).isBlank();
  }
}
