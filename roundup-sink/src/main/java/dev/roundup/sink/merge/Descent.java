package dev.roundup.sink.merge;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of two generated posts people had before them when they saved: told by the lines and links
 * that the later one brought or took away, and by the lines that people made of them. In doubt it
 * was the earlier: what the facts brought then joins the post, at worst a second time.
 */
final class Descent {
  private static final double MADE_OF_IT = 0.6;

  /** Lines of fewer words are alike by chance. */
  private static final int TELLING = 4;

  private Descent() {}

  static boolean isFromLater(String people, String earlier, String later) {
    Set<String> before = lines(earlier);
    Set<String> after = lines(later);
    Set<String> now = lines(people);
    Set<String> brought = without(after, before);
    if (brought.isEmpty()) {
      return without(before, after).stream().noneMatch(now::contains);
    }
    return brought.stream().anyMatch(now::contains)
        || Words.links(later).stream()
            .anyMatch(link -> !earlier.contains(link) && people.contains(link))
        || without(without(now, before), after).stream()
            .map(Words::of)
            .anyMatch(line -> isMadeOf(line, brought, before));
  }

  private static boolean isMadeOf(Words line, Set<String> brought, Set<String> before) {
    double likeness = likeness(line, brought);
    return line.count() >= TELLING && likeness >= MADE_OF_IT && likeness > likeness(line, before);
  }

  private static double likeness(Words line, Collection<String> others) {
    return others.stream()
        .map(Words::of)
        .filter(other -> other.count() >= TELLING)
        .mapToDouble(line::likeness)
        .max()
        .orElse(0);
  }

  private static Set<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> without(Set<String> lines, Set<String> others) {
    Set<String> rest = new LinkedHashSet<>(lines);
    rest.removeAll(others);
    return rest;
  }
}
