package dev.roundup.sink.post;

/** Breaks long lines between words. A word that is longer than a line has one of its own. */
final class Wrap {
  private Wrap() {}

  /** The text on lines of at most so many code points. */
  static String at(int width, String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    int column = 0;
    for (String word : text.split(" +", -1)) {
      int length = word.codePointCount(0, word.length());
      if (column > 0 && column + 1 + length > width) {
        out.append('\n');
        column = 0;
      } else if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += length;
    }
    return out.toString();
  }

  /** Every line on its own: one that begins with spaces goes on below them. */
  static String lines(int width, String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    text.lines()
        .forEach(
            line -> {
              String indent = line.substring(0, line.length() - line.stripLeading().length());
              String wrapped = at(width - indent.length(), line.strip());
              out.append(indent).append(wrapped.replace("\n", "\n" + indent)).append('\n');
            });
    return out.toString();
  }
}
