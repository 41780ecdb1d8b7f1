package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import java.text.Normalizer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The last part of a post's address: lower-case ASCII letters and digits, in words joined by single
 * hyphens, at most {@value #LONGEST} characters. Whatever the title holds, nothing else gets into a
 * path.
 */
final class Slug {
  static final int LONGEST = 88;
  private static final String SUFFIX = "-roundup";

  /** Titles may be long; what lies beyond this never reaches the slug. */
  private static final int READ = 400;

  /** Letters that Unicode does not decompose. */
  private static final Map<Character, String> LETTERS =
      Map.of(
          'ß', "ss", 'æ', "ae", 'œ', "oe", 'ø', "o", 'đ', "d", 'ð', "d", 'ł', "l", 'þ', "th", 'ı',
          "i");

  /** English whatever the post's language is: an address does not change with a setting. */
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  private Slug() {}

  /** From the title; without one, from the series and the month; failing both, from the id. */
  static String of(Roundup roundup) {
    String words = words(roundup.getTitle() == null ? monthly(roundup) : roundup.getTitle());
    if (words.isEmpty()) {
      words = words(roundup.getMeetupId());
    }
    return words.equals("roundup") || words.endsWith(SUFFIX) ? words : words + SUFFIX;
  }

  private static String monthly(Roundup roundup) {
    String series = roundup.getSeries().getName();
    if (words(series).isEmpty()) {
      return "";
    }
    return series + " " + MONTH.format(roundup.getStartsAt().atZone(zone(roundup)));
  }

  static ZoneId zone(Roundup roundup) {
    return ZoneId.of(roundup.getTimeZone());
  }

  static String words(String text) {
    String plain =
        Normalizer.normalize(
                text.substring(0, Math.min(READ, text.length())).toLowerCase(Locale.ROOT),
                Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT);
    StringBuilder slug = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      String letters = isAscii(c) ? String.valueOf(c) : LETTERS.getOrDefault(c, "");
      if (!letters.isEmpty()) {
        slug.append(gap && slug.length() > 0 ? "-" : "").append(letters);
        gap = false;
      } else if (!joins(c)) {
        gap = true;
      }
    }
    return shortened(slug.toString());
  }

  private static boolean isAscii(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** Accents that were split off their letter, and apostrophes, part no words. */
  private static boolean joins(char c) {
    return Character.getType(c) == Character.NON_SPACING_MARK || c == '\'' || c == '\u2019';
  }

  private static String shortened(String slug) {
    int most = LONGEST - SUFFIX.length();
    if (slug.length() <= most) {
      return slug;
    }
    int word = slug.lastIndexOf('-', most);
    return slug.substring(0, word > most / 2 ? word : most);
  }
}
