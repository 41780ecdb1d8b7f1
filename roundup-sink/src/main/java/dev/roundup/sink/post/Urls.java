package dev.roundup.sink.post;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Addresses in posts. What may follow a click is an allow list: http, https, mailto, a path of the
 * site, an anchor.
 */
final class Urls {
  private static final Pattern SAFE =
      Pattern.compile(
          "(?i:https?://\\S+|mailto:\\S+)|/(?![/\\\\])\\S*|#\\S*|\\?\\S*|\\.{0,2}[\\w~-][\\w.~%+-]*(?:[/?#]\\S*)?");
  private static final Pattern AUTOLINK = Pattern.compile("(?i:https?://|mailto:)\\S+");
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final String ENCODED = "\"'()<>\\`{}|^*[] ";

  private Urls() {}

  /** Whether the address leads only where a reader may be led. */
  static boolean isSafe(String url) {
    return SAFE.matcher(url).matches();
  }

  /** Whether angle brackets make a link of it. */
  static boolean isAutolink(String url) {
    return AUTOLINK.matcher(url).matches();
  }

  /**
   * The address for the parentheses of a Markdown link or an attribute: nothing in it can end them.
   * One that is not safe becomes an anchor that leads nowhere but still can be read.
   */
  static String destination(String url) {
    String encoded = encode(Text.oneLine(url));
    return isSafe(encoded) ? encoded : "#" + encoded;
  }

  /** A part of an address whose beginning is the template's. */
  static String encode(String part) {
    int n = part.length();
    StringBuilder out = new StringBuilder(n);
    for (int i = 0; i < n; i++) {
      char c = part.charAt(i);
      if (ENCODED.indexOf(c) >= 0 || (c == '%' && !ESCAPE.matcher(part).region(i, n).lookingAt())) {
        out.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else if (c == '&' && Entities.startsAt(part, i)) {
        out.append("&amp;");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
