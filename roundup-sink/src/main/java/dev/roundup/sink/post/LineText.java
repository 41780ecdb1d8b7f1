package dev.roundup.sink.post;

/**
 * A text as it grows: of the template's lines, blank ones never double, and none ends with a space.
 */
final class LineText {
  private final StringBuilder out = new StringBuilder();

  void literal(char c) {
    if (c != '\n') {
      out.append(c);
      return;
    }
    int end = out.length();
    while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
      end--;
    }
    out.setLength(end);
    boolean blank = end > 1 && out.charAt(end - 1) == '\n' && out.charAt(end - 2) == '\n';
    if (end > 0 && !blank) {
      out.append('\n');
    }
  }

  void append(String text) {
    out.append(text);
  }

  void insert(int at, char c) {
    out.insert(at, c);
  }

  int length() {
    return out.length();
  }

  String from(int start) {
    return out.substring(start);
  }

  /** What was written since the last line feed. */
  String currentLine() {
    return out.substring(out.lastIndexOf("\n") + 1);
  }

  /** With one line feed at its end; empty if there is nothing. */
  String finished() {
    String text = out.toString().stripTrailing();
    return text.isEmpty() ? "" : text + "\n";
  }
}
