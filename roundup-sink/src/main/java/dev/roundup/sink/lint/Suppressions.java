package dev.roundup.sink.lint;

import dev.roundup.sink.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a post says of itself in HTML comments: {@code roundup-lint-disable RULE...} for all of the
 * file, {@code roundup-lint-disable-next-line RULE...}; without a name, all rules.
 */
record Suppressions(List<Suppression> all) {
  private static final Pattern COMMENT =
      Pattern.compile("\\s*roundup-lint-disable(-next-line)?((?:[\\s,]+[a-z-]+){0,20})\\s*");

  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

  /**
   * One comment.
   *
   * @param line the only one that it is about; 0 for all of the file
   */
  private record Suppression(Set<String> rules, int line) {
    boolean covers(String rule, int at) {
      return (line == 0 || line == at) && (rules.isEmpty() || rules.contains(rule));
    }
  }

  static Suppressions of(Page page, LineMap lines) {
    List<Suppression> all = new ArrayList<>();
    for (Page.Comment comment : page.comments()) {
      Matcher matcher = COMMENT.matcher(comment.text());
      if (matcher.matches()) {
        String names = BETWEEN.matcher(matcher.group(2)).replaceAll(" ").strip();
        all.add(
            new Suppression(
                names.isEmpty() ? Set.of() : Set.copyOf(List.of(names.split(" "))),
                matcher.group(1) == null ? 0 : lines.at(comment.start()).line() + 1));
      }
    }
    return new Suppressions(all);
  }

  boolean cover(String rule, int line) {
    return all.stream().anyMatch(suppression -> suppression.covers(rule, line));
  }
}
