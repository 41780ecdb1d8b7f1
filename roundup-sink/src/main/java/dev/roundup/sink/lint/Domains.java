package dev.roundup.sink.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of hosts without a scheme, as people write them. */
final class Domains {
  /** Some that are also endings of files or names of libraries are left out: md, rs, py, sh, pl. */
  private static final String ENDING =
      "(?:com|org|net|io|dev|app|edu|gov|info|events?|tech|cloud|community|blog|tv|gg|me|eu|uk|ie|de|at"
          + "|ch|fr|es|it|nl|be|dk|no|se|fi|is|pt|us|ca|au|nz|jp|br|in|lu|to|co|ly)";

  private static final String HOST = "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.){1,9}" + ENDING;

  /** What an address in a sentence goes on with; the last character is not the sentence's. */
  private static final String TAIL =
      "(?:[^\\s\\u0000\\u2029\\uE000<>()\\[\\]\"']*[^\\s\\u0000\\u2029\\uE000<>()\\[\\]\"'.,;:!?*_])?";

  /** Not within something longer, nor where an address of a link was meant to be. */
  private static final String BEFORE =
      "(?<![\\w@/.:=\\\\-])(?<!\\]\\()(?<!\\][ \\t]\\()(?<!\\)\\[)";

  /** With a scheme, or with the host that all browsers know for one. */
  static final Pattern ADDRESS =
      Pattern.compile(BEFORE + "(?i)(?:https?://|www\\.)[\\p{L}\\p{N}]" + TAIL);

  /** Without, but with a path; or alone, in small letters, and certainly no name of something. */
  static final Pattern BARE =
      Pattern.compile(
          BEFORE
              + "(?:(?i:"
              + HOST
              + "/"
              + TAIL
              + ")"
              + "|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.){1,9}(?:com|org)(?![\\w@/-]|\\.\\w))");

  /** A target that leads to a file of the site, and was meant to lead to a host. */
  static final Pattern TARGET =
      Pattern.compile("(?i)(?:www\\.[a-z0-9-]+\\.[a-z]{2,}|" + HOST + ")(?:[/?#:].*)?");

  private Domains() {}

  /** Finds the next one, and looks only at words with a full stop inside. */
  static boolean next(String words, int from, Matcher matcher) {
    for (int dot = words.indexOf('.', from); dot >= 0; dot = words.indexOf('.', dot + 1)) {
      if (dot + 1 < words.length() && Character.isLetterOrDigit(words.charAt(dot + 1))) {
        int start = dot;
        while (start > from && words.charAt(start - 1) > ' ') {
          start--;
        }
        int end = dot;
        while (end < words.length() && words.charAt(end) > ' ') {
          end++;
        }
        if (matcher.region(start, end).find()) {
          return true;
        }
        dot = end - 1;
      }
    }
    return false;
  }
}
