package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;

/** The organiser's words that lead to a talk's title. */
final class LeadIn {
  private static final String TITLE = "{title}";

  private LeadIn() {}

  /**
   * The words with the title in place of {@code {title}}; words that forget it get it in
   * parentheses before their last punctuation mark, because no title may be lost.
   */
  static String around(String words, String title) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int at = words.indexOf(TITLE);
    if (at < 0) {
      int end = words.stripTrailing().length();
      int mark = end > 0 && ":.,;".indexOf(words.charAt(end - 1)) >= 0 ? end - 1 : end;
      return plain(words.substring(0, mark)) + " (" + title + ")" + plain(words.substring(mark));
    }
    for (; at >= 0; at = words.indexOf(TITLE, from)) {
      out.append(plain(words.substring(from, at))).append(title);
      from = at + TITLE.length();
    }
    return out.append(plain(words.substring(from))).toString();
  }

  /** The spaces at the ends are the sentence's: a value is written without any. */
  private static String plain(String text) {
    if (text.isBlank()) {
      return text.isEmpty() ? "" : " ";
    }
    String before = Character.isWhitespace(text.charAt(0)) ? " " : "";
    String after = Character.isWhitespace(text.charAt(text.length() - 1)) ? " " : "";
    return before + Marks.value(Kind.PLAIN, text) + after;
  }
}
