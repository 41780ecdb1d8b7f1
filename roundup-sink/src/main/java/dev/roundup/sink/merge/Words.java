package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a piece of text, for telling how much two pieces have in common. */
final class Words {
  private static final String ADDRESS = "https?://[^\\s<>\"')\\]]+";
  private static final String WORD = "[\\p{L}\\p{N}\\p{M}_]+(?:['’][\\p{L}\\p{N}\\p{M}_]+)*+";
  private static final Pattern TOKEN = Pattern.compile(ADDRESS + "|" + WORD + "|\\s+|\\X");

  /** Ends where another could begin, as the next does, so that hostile text is read but once. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\(\\s*+<?+([^)\\s>\\]]++)[^)\\]]*+\\)|(" + ADDRESS + ")");

  private static final Pattern LINK_WITH_TEXT =
      Pattern.compile("!?\\[[^\\[\\]]*+\\]\\([^)\\[]*+\\)|" + ADDRESS);

  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> links;
  private int total;

  private Words(String text) {
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      if (isWord(tokens.group())) {
        counts.merge(tokens.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
        total++;
      }
    }
    links = links(text);
  }

  static Words of(String text) {
    return new Words(text);
  }

  /** Words, addresses, white space, and single other characters: together the whole text. */
  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** Where links and images lead, in their order. */
  static Set<String> links(String text) {
    Set<String> links = new LinkedHashSet<>();
    Matcher matcher = LINK.matcher(text);
    while (matcher.find()) {
      links.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return links;
  }

  /** Whether there is little more to it than a link or an image. */
  static boolean isLittleMoreThanLinks(String text) {
    Words besides = of(LINK_WITH_TEXT.matcher(text).replaceAll(" "));
    return !links(text).isEmpty() && besides.total <= 3;
  }

  static boolean isWord(String token) {
    int first = token.codePointAt(0);
    return Character.isLetterOrDigit(first) || first == '_';
  }

  Set<String> links() {
    return links;
  }

  int count() {
    return total;
  }

  Set<String> distinct() {
    return counts.keySet();
  }

  /** Between 0 (no word in common) and 1 (the same words). A shared link says most. */
  double likeness(Words other) {
    if (total == 0 || other.total == 0) {
      return 0;
    }
    Map<String, Integer> small = counts.size() <= other.counts.size() ? counts : other.counts;
    Map<String, Integer> large = small == counts ? other.counts : counts;
    int common = 0;
    for (Map.Entry<String, Integer> word : small.entrySet()) {
      common += Math.min(word.getValue(), large.getOrDefault(word.getKey(), 0));
    }
    double likeness = 2.0 * common / (total + other.total);
    boolean sameLinks = !links.isEmpty() && links.equals(other.links);
    return sameLinks ? Math.max(likeness, 0.6) : likeness;
  }
}
