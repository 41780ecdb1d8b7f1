package dev.roundup.sink.merge;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Brings both changes of one unit together, part by part. */
final class UnitMerge {
  private UnitMerge() {}

  /** The text with what people and what the facts changed; empty if that cannot be. */
  static Optional<String> of(Unit base, Unit human, Unit generated) {
    if (human.says(base) || human.says(generated)) {
      return Optional.of((human.says(base) ? generated : human).text());
    }
    if (generated.says(base)) {
      return Optional.of(human.text());
    }
    if (base.kind() == Kind.KEY) {
      return KeyMerge.of(base, human, generated)
          .filter(text -> hasWordsOfPeople(base, human, text));
    }
    if (saysTheSame(base, generated)) {
      return Optional.of(human.text());
    }
    return WordMerge.of(base.body(), human.body(), generated.body())
        .map(body -> prefix(base, human, generated) + body)
        .filter(text -> pieces(text) == pieces(human.text()))
        .filter(text -> hasWordsOfPeople(base, human, text))
        .or(() -> Optional.of(generated.text()).filter(text -> saysTheSame(base, human)));
  }

  /** Nobody's words are lost where only white space differs. */
  private static boolean saysTheSame(Unit one, Unit other) {
    return Spacing.visible(one.text()).equals(Spacing.visible(other.text()));
  }

  /** The promise, checked once more: what people put in is in the outcome. */
  private static boolean hasWordsOfPeople(Unit base, Unit human, String merged) {
    Set<String> words = new HashSet<>(Words.tokens(human.text()));
    Words.tokens(base.text()).forEach(words::remove);
    words.removeIf(word -> !Words.isWord(word));
    Words.tokens(merged).forEach(words::remove);
    return words.isEmpty();
  }

  private static String prefix(Unit base, Unit human, Unit generated) {
    return human.prefix().equals(base.prefix()) ? generated.prefix() : human.prefix();
  }

  private static int pieces(String text) {
    return Cut.of("\n" + text.strip()).size();
  }
}
