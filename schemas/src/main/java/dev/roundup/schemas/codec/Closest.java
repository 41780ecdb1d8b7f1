package dev.roundup.schemas.codec;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a mistyped one stands for. */
public final class Closest {
  private Closest() {}

  /**
   * The known name at the least edit distance, case aside; none if all are further away than a
   * third of the name.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > 100) {
      return Optional.empty();
    }
    String closest = null;
    int least = Math.max(1, name.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        closest = candidate;
      }
    }
    return Optional.ofNullable(closest);
  }

  /** A clause to add to a sentence, or nothing. */
  static String hint(String name, Collection<String> known) {
    return to(name, known).map(closest -> "; did you mean " + closest + "?").orElse("");
  }

  /** Levenshtein's, of two rows. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
