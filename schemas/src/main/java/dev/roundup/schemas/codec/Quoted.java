package dev.roundup.schemas.codec;

/** Foreign text in our sentences: short, and harmless to a terminal. */
final class Quoted {
  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_SENTENCE = 300;

  private Quoted() {}

  /** In double quotes. */
  static String of(String text) {
    return '"' + plain(text) + '"';
  }

  /** Without quotes. */
  static String plain(String text) {
    return printable(text, LONGEST_VALUE);
  }

  /** A sentence of a library's, which may hold foreign text. */
  static String sentence(String text) {
    return printable(text, LONGEST_SENTENCE);
  }

  private static String printable(String text, int longest) {
    StringBuilder out = new StringBuilder();
    int end = text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length())));
    text.substring(0, end)
        .codePoints()
        .forEach(
            c -> {
              if (Characters.printable(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(Characters.name(c));
              }
            });
    return end < text.length() ? out + "…" : out.toString();
  }
}
