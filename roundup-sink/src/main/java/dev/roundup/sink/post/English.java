package dev.roundup.sink.post;

import java.util.Locale;

/** Numbers as English words. */
final class English {
  private static final String[] SMALL = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };

  private English() {}

  /** {@code three}, {@code forty-two}; figures below nought and from a hundred on. */
  static String words(int n) {
    if (n < 0 || n > 99) {
      return String.format(Locale.ROOT, "%,d", n);
    }
    if (n < SMALL.length) {
      return SMALL[n];
    }
    String tens = TENS[n / 10 - 2];
    return n % 10 == 0 ? tens : tens + "-" + SMALL[n % 10];
  }

  /** {@code 1st}, {@code 12th}. */
  static String ordinal(int n) {
    int last = Math.abs(n % 100);
    if (last >= 11 && last <= 13) {
      return n + "th";
    }
    return n
        + switch (last % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
