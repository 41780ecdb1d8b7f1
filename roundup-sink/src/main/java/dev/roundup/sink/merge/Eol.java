package dev.roundup.sink.merge;

/** Line ends. */
final class Eol {
  private Eol() {}

  static String lf(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
  }

  static String crlf(String text) {
    return lf(text).replace("\n", "\r\n");
  }

  /** Whether more of the text's lines end the way of Windows than not. */
  static boolean isCrlf(String text) {
    int both = 0;
    int lf = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (at > 0 && text.charAt(at - 1) == '\r') {
        both++;
      } else {
        lf++;
      }
    }
    return both > lf;
  }

  static int count(String text) {
    int n = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      n++;
    }
    return n;
  }
}
