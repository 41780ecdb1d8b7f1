package dev.roundup.sink.post;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text as Markdown: what a reader sees is the text, character by character, whatever kramdown
 * (GFM), HTML and Liquid would make of it. Only characters that would change the meaning where they
 * stand are escaped, so that ordinary prose stays as it was written.
 */
final class PlainMarkdown {
  private static final Pattern NUMBERED = Pattern.compile("[0-9]+([.)])(?=\\s|$)");

  private final String text;
  private final Place place;
  private final StringBuilder out;

  /** From here on there is nothing but what closes a heading. */
  private final int closing;

  private PlainMarkdown(String text, Place place) {
    this.text = text;
    this.place = place;
    this.out = new StringBuilder(text.length() + 16);
    this.closing = closing(text);
  }

  private static int closing(String text) {
    int at = text.length();
    while (at > 0 && (text.charAt(at - 1) == '#' || Character.isWhitespace(text.charAt(at - 1)))) {
      at--;
    }
    return at;
  }

  static String escape(String plain, Place place) {
    return new PlainMarkdown(Text.oneLine(plain), place).escape();
  }

  private String escape() {
    Matcher numbered = NUMBERED.matcher(text);
    int delimiter = place.blockStart() && numbered.lookingAt() ? numbered.start(1) : -1;
    for (int i = 0; i < text.length(); i++) {
      if (i == delimiter) {
        out.append('\\').append(text.charAt(i));
      } else {
        append(i);
      }
    }
    return out.toString();
  }

  private void append(int i) {
    char c = text.charAt(i);
    boolean first = i == 0 && place.blockStart();
    char before = i > 0 ? text.charAt(i - 1) : place.before();
    boolean last = i + 1 == text.length();
    char after = last ? place.after() : text.charAt(i + 1);
    switch (c) {
      case '<' -> out.append(last || after != ' ' ? "&lt;" : "<");
      case '{' -> out.append(place.isBrace(before, last, after) ? "&#123;" : "{");
      case '%' -> out.append(before == '{' ? "&#37;" : "%");
      case '^' -> out.append(first && last ? "&#94;" : "^");
      case '&' -> out.append(Entities.startsAt(text, i) ? "&amp;" : "&");
      default -> {
        if (changesMeaning(i, c, first, before, after)) {
          out.append('\\');
        }
        out.append(c);
      }
    }
  }

  private boolean changesMeaning(int i, char c, boolean first, char before, char after) {
    boolean last = i + 1 == text.length();
    return switch (c) {
      case '`', '[', ']', '|' -> true;
      case '\\' -> last || Text.isPunctuation(after);
      case '*' -> first || !(isSpace(before) && isSpace(after));
      case '_' ->
          first || !((isWordly(before) && isWordly(after)) || (isSpace(before) && isSpace(after)));
      case '~' -> after == c || before == c || place.format() == Format.HUGO;
      case '$' -> after == c || before == c;
      case '>' -> first || after == '>' || before == '>';
      case '#' -> first || (place.heading() && i >= closing);
      case '-' -> after == '-' || (first && (last || isSpace(after) || after == '='));
      case '+' -> first && (last || isSpace(after));
      case ':' -> (first && (last || isSpace(after))) || before == ']';
      case '=' -> first && text.replace("=", "").isBlank();
      case '(' -> before == ']';
      case '!' -> last && after == '[';
      default -> false;
    };
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n';
  }

  private static boolean isWordly(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
