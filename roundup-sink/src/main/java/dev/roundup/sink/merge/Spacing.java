package dev.roundup.sink.merge;

import java.util.Locale;
import java.util.stream.Collectors;

/** Texts that differ in white space only say the same. */
final class Spacing {
  private Spacing() {}

  /** All but the white space. */
  static String visible(String text) {
    return Words.tokens(text).stream()
        .filter(token -> !token.isBlank())
        .collect(Collectors.joining(" "));
  }

  /** All but the white space and the difference between upper and lower case. */
  static String spoken(String text) {
    return visible(text).toLowerCase(Locale.ROOT);
  }
}
