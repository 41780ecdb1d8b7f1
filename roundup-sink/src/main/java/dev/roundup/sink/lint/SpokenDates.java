package dev.roundup.sink.lint;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds dates with a weekday in sentences: "Tuesday 9 October", "Tue, October 9th, 2018". */
final class SpokenDates {
  /** What may stand between the words: blanks, a comma, and emphasis, which is no word. */
  private static final String GAP = "[\\s\\u0000,]{1,5}";

  private static final String ARTICLE = "(?:(?:the|den|der|de|le|el|il|d\\.)" + GAP + ")?";
  private static final String OF = "(?:" + GAP + "(?:of|de|di))?";
  private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th|er|\u00BA|\u00AA|\\\\?\\.)?";
  private static final String YEAR = "(?:(?:" + GAP + "de)?" + GAP + "(\\d{4})(?![\\d:]))?";

  private final CalendarWords words;
  private final Pattern dayFirst;
  private final Pattern monthFirst;

  SpokenDates(CalendarWords words) {
    this.words = words;
    String weekday = words.anyWeekday() + GAP + ARTICLE;
    String month = words.anyMonth();
    this.dayFirst = Pattern.compile(weekday + DAY + OF + GAP + month + YEAR);
    this.monthFirst = Pattern.compile(weekday + month + GAP + DAY + "(?![\\d:])" + YEAR);
  }

  /**
   * A date as somebody wrote it.
   *
   * @param year null where it says none
   */
  record Spoken(DayOfWeek weekday, int day, Month month, Integer year, int start, int end) {
    /** The date; without a year, the one next to a day; empty if nobody can know. */
    Optional<LocalDate> near(Optional<LocalDate> around) {
      if (year != null) {
        return date(year);
      }
      return around.flatMap(
          near ->
              IntStream.rangeClosed(near.getYear() - 1, near.getYear() + 1)
                  .mapToObj(this::date)
                  .flatMap(Optional::stream)
                  .min(
                      Comparator.comparing(date -> Math.abs(ChronoUnit.DAYS.between(near, date)))));
    }

    private Optional<LocalDate> date(int inYear) {
      try {
        return Optional.of(LocalDate.of(inYear, month, day));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    /** Whether no month of any year has this day. */
    boolean isImpossible() {
      return day < 1 || day > month.maxLength();
    }
  }

  /** Only where a weekday's name begins is there any need to look closer. */
  List<Spoken> in(String text) {
    List<Spoken> found = new ArrayList<>();
    Matcher day = dayFirst.matcher(text).useTransparentBounds(true);
    Matcher month = monthFirst.matcher(text).useTransparentBounds(true);
    for (int start : words.weekdaysIn(text)) {
      collect(day.region(start, text.length()), 2, 3, found);
      collect(month.region(start, text.length()), 3, 2, found);
    }
    return found;
  }

  private void collect(Matcher matcher, int day, int month, List<Spoken> into) {
    if (matcher.lookingAt()) {
      into.add(
          new Spoken(
              words.weekday(matcher.group(1)),
              Integer.parseInt(matcher.group(day)),
              words.month(matcher.group(month)),
              matcher.group(4) == null ? null : Integer.valueOf(matcher.group(4)),
              matcher.start(),
              matcher.end()));
    }
  }
}
