package dev.roundup.schemas.codec;

/** Which characters may stand where. */
final class Characters {
  private Characters() {}

  /** Whether a person sees it: no control, no invisible format character, no half of a pair. */
  static boolean printable(int c) {
    if (c < 0x7f) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Whether it ends a line for some reader of text. */
  static boolean endsLine(int c) {
    return c == '\n' || c == 0x2028 || c == 0x2029;
  }

  /** As in U+0007. */
  static String name(int c) {
    return String.format("U+%04X", c);
  }
}
