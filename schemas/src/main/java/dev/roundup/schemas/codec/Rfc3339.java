package dev.roundup.schemas.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as RFC 3339 writes them, with an offset. Digits finer than a microsecond are dropped (the
 * log keeps microseconds). A leap second is read as the last microsecond before the next minute, so
 * that it stays after all that was before it and before all that comes after it.
 */
final class Rfc3339 {
  private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
  private static final long LAST = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400 - 1;
  private static final int SHORTEST = "0000-00-00T00:00:00Z".length();

  private Rfc3339() {}

  /** The instant, or null if the text is not such a time. */
  static Instant parse(String text) {
    if (text.length() < SHORTEST
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (text.charAt(10) | 0x20) != 't'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int hour = two(text, 11);
    int minute = two(text, 14);
    int second = two(text, 17);
    int end = fractionEnd(text);
    int offset = offsetSeconds(text, end);
    int year = two(text, 0) * 100 + two(text, 2);
    if (hour > 23 || minute > 59 || second > 60 || offset == Integer.MIN_VALUE || year < 0) {
      return null;
    }
    if (hour < 0 || minute < 0 || second < 0 || two(text, 2) < 0 || end == 20) {
      return null;
    }
    long day;
    try {
      day = LocalDate.of(year, two(text, 5), two(text, 8)).toEpochDay();
    } catch (DateTimeException e) {
      return null;
    }
    long seconds = day * 86_400 + hour * 3_600L + minute * 60L + Math.min(second, 59) - offset;
    boolean leap = second == 60;
    if (seconds < FIRST || seconds > LAST || (leap && Math.floorMod(seconds, 86_400) != 86_399)) {
      return null;
    }
    return Instant.ofEpochSecond(seconds, leap ? 999_999_000 : nanos(text, end));
  }

  /** The index after the fraction: 19 if there is none, 20 if it has no digit. */
  private static int fractionEnd(String text) {
    int i = 19;
    if (text.charAt(i) == '.') {
      i++;
      while (i < text.length() && digit(text, i) >= 0) {
        i++;
      }
    }
    return i;
  }

  private static int nanos(String text, int end) {
    int micros = 0;
    for (int i = 20; i < 26; i++) {
      micros = micros * 10 + (i < end ? digit(text, i) : 0);
    }
    return micros * 1_000;
  }

  private static int offsetSeconds(String text, int at) {
    int left = text.length() - at;
    if (left == 1 && (text.charAt(at) | 0x20) == 'z') {
      return 0;
    }
    if (left != 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = two(text, at + 1);
    int minutes = two(text, at + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return switch (text.charAt(at)) {
      case '+' -> seconds;
      case '-' -> -seconds;
      default -> Integer.MIN_VALUE;
    };
  }

  /** Two digits as a number, or something negative. */
  private static int two(String text, int at) {
    int tens = digit(text, at);
    int ones = digit(text, at + 1);
    return tens < 0 || ones < 0 ? -1_000 : tens * 10 + ones;
  }

  private static int digit(String text, int at) {
    char c = text.charAt(at);
    return c >= '0' && c <= '9' ? c - '0' : -1;
  }
}
