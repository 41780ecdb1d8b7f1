package dev.roundup.sink.page;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the site generator replaces before anything is Markdown: Liquid's and Hugo's tags, and
 * kramdown's attribute lists. It is hidden behind characters that mean nothing, so that what is
 * left can be read as Markdown, at the same offsets.
 */
final class Liquid {
  /** Stands for a character of a tag; of private use, so no text has it. */
  static final char HIDDEN = '\uE000';

  /** What stands between these tags is not for readers, or is code. */
  private static final Pattern VERBATIM =
      Pattern.compile(
          "\\{%-?\\s*(raw|comment|highlight)\\b[^%]*%}.*?\\{%-?\\s*end\\1\\s*-?%}"
              + "|\\{\\{<\\s*highlight\\b[^>]*>}}.*?\\{\\{<\\s*/\\s*highlight\\s*>}}",
          Pattern.DOTALL);

  private static final Pattern TAG =
      Pattern.compile("\\{%.{0,2000}?%}|\\{\\{.{0,2000}?}}|\\{:[^}\\n]*}", Pattern.DOTALL);

  private Liquid() {}

  static String hiddenIn(String text) {
    return text.indexOf('{') < 0 ? text : hidden(TAG, hidden(VERBATIM, text));
  }

  private static String hidden(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(hidden(match)));
  }

  private static String hidden(MatchResult match) {
    StringBuilder out = new StringBuilder(match.group());
    for (int i = 0; i < out.length(); i++) {
      if (out.charAt(i) != '\n' && out.charAt(i) != '\r') {
        out.setCharAt(i, HIDDEN);
      }
    }
    return out.toString();
  }
}
