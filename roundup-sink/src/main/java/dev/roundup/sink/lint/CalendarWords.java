package dev.roundup.sink.lint;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of months and weekdays in a language, long and short. Case counts, because in English
 * "may" is no month.
 */
final class CalendarWords {
  private static final List<TextStyle> FULL = List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE);

  private static final List<TextStyle> SHORT = List.of(TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

  private final Locale language;
  private final Map<String, Month> months = new LinkedHashMap<>();
  private final Map<String, DayOfWeek> weekdays = new LinkedHashMap<>();

  /** The letters that weekdays' names begin with, up to a hyphen. */
  private final Set<String> beginnings;

  CalendarWords(Locale language) {
    this.language = language;
    FULL.forEach(style -> put(style, ""));
    SHORT.forEach(style -> put(style, "."));
    if (language.getLanguage().equals("en")) {
      put(months, "Sept", ".", Month.SEPTEMBER);
      put(weekdays, "Tues", ".", DayOfWeek.TUESDAY);
      put(weekdays, "Thur", ".", DayOfWeek.THURSDAY);
      put(weekdays, "Thurs", ".", DayOfWeek.THURSDAY);
    }
    this.beginnings =
        weekdays.keySet().stream().map(CalendarWords::letters).collect(Collectors.toSet());
  }

  private void put(TextStyle style, String end) {
    for (Month month : Month.values()) {
      put(months, month.getDisplayName(style, language), end, month);
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      put(weekdays, day.getDisplayName(style, language), end, day);
    }
  }

  /** With and without the full stop of an abbreviation, and as a sentence begins with it. */
  private <T> void put(Map<String, T> names, String name, String end, T value) {
    String word = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (word.length() < 2 || word.codePoints().anyMatch(Character::isDigit)) {
      return; // a language without such names counts its months
    }
    String capital = word.substring(0, 1).toUpperCase(language) + word.substring(1);
    for (String form : List.of(word, capital, word + end, capital + end)) {
      names.putIfAbsent(form, value);
    }
  }

  /** Where a word begins as a weekday's name does. */
  List<Integer> weekdaysIn(String text) {
    List<Integer> starts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      if (at > start && beginnings.contains(text.substring(start, at))) {
        starts.add(start);
      }
      at += at == start ? 1 : 0;
    }
    return starts;
  }

  private static String letters(String name) {
    return name.substring(
        0, (int) name.chars().takeWhile(c -> Character.isLetter((char) c)).count());
  }

  Month month(String word) {
    return months.get(word);
  }

  DayOfWeek weekday(String word) {
    return weekdays.get(word);
  }

  String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL_STANDALONE, language);
  }

  String name(Month month) {
    return month.getDisplayName(TextStyle.FULL_STANDALONE, language);
  }

  /** Any month's name, as a group of a regular expression. */
  String anyMonth() {
    return any(months);
  }

  /** Any weekday's name, as a group of a regular expression. */
  String anyWeekday() {
    return any(weekdays);
  }

  /** Longest first, or "Tue" would be found in "Tuesday". */
  private static String any(Map<String, ?> names) {
    return names.keySet().stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?<![\\p{L}\\d])(", ")(?![\\p{L}\\d])"));
  }
}
