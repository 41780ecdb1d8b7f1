package dev.roundup.sink.lint;

import dev.roundup.sink.lint.SpokenDates.Spoken;
import dev.roundup.sink.page.FrontMatter.Value;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weekdays, months and years that do not fit their date, as posts get that are copied. */
final class WrongDate implements Rule {
  /** A post about a meetup at the end of a month may be of the next one. */
  private static final int LATE_DAYS = 10;

  /** An announcement may be of the month before. */
  private static final int EARLY_DAYS = 45;

  private static final Pattern PAST = Pattern.compile("(?iu)\\b(?:roundup|recap|photos|videos)\\b");

  private final CalendarWords words;
  private final SpokenDates dates;
  private final Pattern monthAndYear;
  private final Pattern thisMonth;

  WrongDate(Locale language) {
    this.words = new CalendarWords(language);
    this.dates = new SpokenDates(words);
    this.monthAndYear = Pattern.compile(words.anyMonth() + "[ ,]+(?:de )?(\\d{4})(?!\\d)");
    this.thisMonth = Pattern.compile("\\b[Tt]his " + words.anyMonth());
  }

  @Override
  public String id() {
    return "wrong-date";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String meaning() {
    return "a weekday, month or year does not fit its date";
  }

  @Override
  public void check(Post post, Findings findings) {
    fileName(post, findings);
    weekdays(post, post.page().words(), 0, findings);
    Optional<Value> title = post.page().frontMatter().value("title");
    title.ifPresent(
        value -> {
          weekdays(post, value.text(), offset(value), findings);
          month(post, value, findings);
        });
    thisMonth(post, findings);
  }

  private static int offset(Value value) {
    return value.start() + (value.plain() ? 0 : 1);
  }

  private static void fileName(Post post, Findings findings) {
    Optional<LocalDate> name = post.dateOfName();
    Optional<LocalDate> said = post.dateOfFrontMatter();
    if (name.isPresent() && said.isPresent() && !name.equals(said)) {
      Value value = post.page().frontMatter().value("date").orElseThrow();
      findings.add(
          value.start(),
          value.end(),
          "The date is %s here and %s in the file's name.".formatted(said.get(), name.get()));
    }
  }

  private void weekdays(Post post, String text, int offset, Findings findings) {
    for (Spoken spoken : dates.in(text)) {
      String day = spoken.day() + " " + words.name(spoken.month());
      Optional<LocalDate> date = spoken.near(post.date());
      String message = null;
      if (spoken.isImpossible()) {
        message = "There is no " + day + ".";
      } else if (date.isPresent() && date.get().getDayOfWeek() != spoken.weekday()) {
        message =
            "%s %d is a %s, not a %s."
                .formatted(
                    day,
                    date.get().getYear(),
                    words.name(date.get().getDayOfWeek()),
                    words.name(spoken.weekday()));
      }
      if (message != null) {
        findings.add(offset + spoken.start(), offset + spoken.end(), message);
      }
    }
  }

  /** One month of the title that fits is enough: the other may be the next meetup's. */
  private void month(Post post, Value title, Findings findings) {
    Optional<LocalDate> date = post.date();
    List<YearMonth> months =
        monthAndYear
            .matcher(title.text())
            .results()
            .map(m -> month(m.group(1), m.group(2)))
            .toList();
    if (date.isEmpty() || months.isEmpty()) {
      return;
    }
    YearMonth first = YearMonth.from(date.get().minusDays(LATE_DAYS));
    YearMonth last =
        PAST.matcher(title.text()).find()
            ? YearMonth.from(date.get())
            : YearMonth.from(date.get().plusDays(EARLY_DAYS));
    if (months.stream().noneMatch(m -> !m.isBefore(first) && !m.isAfter(last))) {
      findings.add(
          title.start(),
          title.end(),
          "The title says %s %d, the post is of %s."
              .formatted(
                  words.name(months.get(0).getMonth()), months.get(0).getYear(), date.get()));
    }
  }

  private YearMonth month(String name, String year) {
    return YearMonth.of(Integer.parseInt(year), words.month(name));
  }

  /** "This May" is May of this year if it is yet to come, or now. */
  private void thisMonth(Post post, Findings findings) {
    if (!post.page().words().contains("his ")) {
      return;
    }
    Matcher matcher = thisMonth.matcher(post.page().words());
    while (post.date().isPresent() && matcher.find()) {
      Month month = words.month(matcher.group(1));
      int monthsAgo = Math.floorMod(post.date().get().getMonthValue() - month.getValue(), 12);
      if (monthsAgo >= 1 && monthsAgo <= 6) {
        findings.add(
            matcher.start(),
            matcher.end(),
            "The post is of %s, and %s is over by then."
                .formatted(post.date().get(), words.name(month)));
      }
    }
  }
}
