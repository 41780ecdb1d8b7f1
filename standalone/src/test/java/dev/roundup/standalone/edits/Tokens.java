package dev.roundup.standalone.edits;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that occur nowhere else: {@code hum17x} is people's, {@code gen17x} the facts'. */
final class Tokens {
  private static final Pattern TOKEN = Pattern.compile("(?:hum|gen)\\d+x");

  private final AtomicLong next = new AtomicLong();
  private final Map<String, String> places = new ConcurrentHashMap<>();

  /** A new word of people. */
  String ofPeople() {
    return "hum" + next.incrementAndGet() + "x";
  }

  /**
   * A new word of the facts.
   *
   * @param place what of the evening it is about, such as {@code talk-2/takeaways}
   */
  String ofFacts(String place) {
    String token = "gen" + next.incrementAndGet() + "x";
    places.put(token, place);
    return token;
  }

  String place(String token) {
    return places.get(token);
  }

  static boolean isOfPeople(String token) {
    return token.startsWith("hum");
  }

  /** How often each occurs in a text. */
  static Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new HashMap<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      counts.merge(matcher.group(), 1, Integer::sum);
    }
    return counts;
  }

  static Set<String> in(String text) {
    return counts(text).keySet();
  }
}
