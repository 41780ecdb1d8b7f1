package dev.roundup.sink.post;

import java.util.function.IntPredicate;

/** Texts of the facts, before they meet any syntax. */
final class Text {
  private static final int REPLACEMENT = 0xFFFD;

  private Text() {}

  /**
   * The text without what no reader can see and some programs stumble over: control characters,
   * noncharacters, byte order marks, and the characters that turn the direction of what follows.
   * Half a surrogate pair becomes U+FFFD, every kind of line end a line feed.
   */
  static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int length = Character.charCount(c);
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        length = 2;
      }
      if (isLineEnd(c)) {
        out.append('\n');
      } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        out.appendCodePoint(REPLACEMENT);
      } else if (c == '\t' || !isInvisible(c)) {
        out.appendCodePoint(c);
      }
      i += length;
    }
    return out.toString();
  }

  /** The text on one line, without spaces at its ends. */
  static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\t' || c == ' ') {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
          out.append(' ');
        }
      } else {
        out.append(c);
      }
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  static String without(String text, IntPredicate unwanted) {
    if (text.codePoints().noneMatch(unwanted)) {
      return text;
    }
    return text.codePoints()
        .filter(unwanted.negate())
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static boolean isPunctuation(char c) {
    return (c > ' ' && c < '0')
        || (c > '9' && c < 'A')
        || (c > 'Z' && c < 'a')
        || (c > 'z' && c < 0x7F);
  }

  private static boolean isLineEnd(int c) {
    return c == '\n'
        || c == '\r'
        || c == 0x0B
        || c == '\f'
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || c == 0xFEFF
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c & 0xFFFE) == 0xFFFE;
  }
}
