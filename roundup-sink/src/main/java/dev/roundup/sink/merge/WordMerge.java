package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings two changes of one piece of text together, word by word, if they are at different places:
 * at least one word or mark that nobody changed must lie between them.
 */
final class WordMerge {
  /** People who keep fewer of the words than this have written something else. */
  private static final double STILL_THE_SAME_TEXT = 0.3;

  private final List<String> base;
  private final List<String> human;
  private final List<String> generated;

  private WordMerge(String base, String human, String generated) {
    this.base = Words.tokens(base);
    this.human = Words.tokens(human);
    this.generated = Words.tokens(generated);
  }

  /** A stretch of the base that one side, or both, changed; and what each side has there. */
  private record Change(int from, int to, int sideFrom, int sideTo) {}

  /** The text with both changes; empty if they meet. */
  static Optional<String> of(String base, String human, String generated) {
    if (human.equals(base) || human.equals(generated)) {
      return Optional.of(human.equals(base) ? generated : human);
    }
    if (generated.equals(base)) {
      return Optional.of(human);
    }
    if (Words.of(base).likeness(Words.of(human)) < STILL_THE_SAME_TEXT) {
      return Optional.empty();
    }
    return new WordMerge(base, human, generated)
        .merge()
        .filter(merged -> linksOf(base, human, generated).equals(MarkdownLinks.of(merged)));
  }

  /** A link must not come apart, or get into another, when text around it changes. */
  private static Set<String> linksOf(String base, String human, String generated) {
    Set<String> before = MarkdownLinks.of(base);
    Set<String> people = MarkdownLinks.of(human);
    Set<String> facts = MarkdownLinks.of(generated);
    Set<String> links = new HashSet<>(people);
    links.removeIf(link -> before.contains(link) && !facts.contains(link));
    facts.stream()
        .filter(link -> people.contains(link) || !before.contains(link))
        .forEach(links::add);
    return links;
  }

  private Optional<String> merge() {
    Map<String, Integer> numbers = new HashMap<>();
    int[] numbered = numbered(base, numbers);
    List<Change> ours = changes(Lcs.of(numbered, numbered(human, numbers)), human.size());
    List<Change> theirs = changes(Lcs.of(numbered, numbered(generated, numbers)), generated.size());
    StringBuilder merged = new StringBuilder();
    int at = 0;
    int i = 0;
    int j = 0;
    while (i < ours.size() || j < theirs.size()) {
      boolean oursFirst =
          j == theirs.size() || (i < ours.size() && ours.get(i).from <= theirs.get(j).from);
      List<Change> mine = new ArrayList<>();
      List<Change> others = new ArrayList<>();
      Change first = oursFirst ? ours.get(i++) : theirs.get(j++);
      (oursFirst ? mine : others).add(first);
      int from = first.from;
      int to = first.to;
      while (true) {
        if (i < ours.size() && meets(to, ours.get(i).from, mine, others)) {
          to = Math.max(to, ours.get(i).to);
          mine.add(ours.get(i++));
        } else if (j < theirs.size() && meets(to, theirs.get(j).from, others, mine)) {
          to = Math.max(to, theirs.get(j).to);
          others.add(theirs.get(j++));
        } else {
          break;
        }
      }
      append(base, at, from, merged);
      Optional<String> text = text(mine, others, from, to);
      if (text.isEmpty()) {
        return text;
      }
      merged.append(text.get());
      at = to;
    }
    append(base, at, base.size(), merged);
    return Optional.of(merged.toString());
  }

  /** Changes of the same side meet only where one of the other side holds them together. */
  private boolean meets(int to, int from, List<Change> same, List<Change> other) {
    if (from < to) {
      return true;
    }
    if (other.isEmpty() && !same.isEmpty()) {
      return false;
    }
    return base.subList(to, from).stream().allMatch(String::isBlank);
  }

  private Optional<String> text(List<Change> mine, List<Change> others, int from, int to) {
    if (others.isEmpty()) {
      return Optional.of(side(human, mine, from, to));
    }
    if (mine.isEmpty()) {
      return Optional.of(side(generated, others, from, to));
    }
    String people = side(human, mine, from, to);
    return people.equals(side(generated, others, from, to))
        ? Optional.of(people)
        : Optional.empty();
  }

  private String side(List<String> tokens, List<Change> changes, int from, int to) {
    StringBuilder text = new StringBuilder();
    int at = from;
    for (Change change : changes) {
      append(base, at, change.from, text);
      append(tokens, change.sideFrom, change.sideTo, text);
      at = change.to;
    }
    append(base, at, to, text);
    return text.toString();
  }

  private static void append(List<String> tokens, int from, int to, StringBuilder text) {
    tokens.subList(from, to).forEach(text::append);
  }

  private static int[] numbered(List<String> tokens, Map<String, Integer> numbers) {
    return tokens.stream()
        .mapToInt(token -> numbers.computeIfAbsent(token, k -> numbers.size()))
        .toArray();
  }

  private static List<Change> changes(int[] toSide, int sideSize) {
    List<Change> changes = new ArrayList<>();
    int from = 0;
    int sideFrom = 0;
    for (int i = 0; i <= toSide.length; i++) {
      if (i < toSide.length && toSide[i] < 0) {
        continue;
      }
      int side = i == toSide.length ? sideSize : toSide[i];
      if (i > from || side > sideFrom) {
        changes.add(new Change(from, i, sideFrom, side));
      }
      from = i + 1;
      sideFrom = side + 1;
    }
    return changes;
  }
}
