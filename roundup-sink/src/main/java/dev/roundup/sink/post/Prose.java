package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;

/**
 * Makes one line of what a template spreads over several, so that a template can be read although
 * its sentences have many ifs. Values stay as they are.
 */
final class Prose {
  private static final String CLOSING = ".,;:!?)";

  private final StringBuilder out = new StringBuilder();
  private boolean space;

  private Prose() {}

  static String oneLine(String marked) {
    Prose prose = new Prose();
    for (Token token : Marks.tokens(marked)) {
      if (token.kind() == Kind.LITERAL) {
        token.text().chars().forEach(c -> prose.append((char) c));
      } else {
        prose.flush();
        prose.out.append(Marks.written(token));
      }
    }
    return prose.out.isEmpty() ? "" : prose.out.append('\n').toString();
  }

  private void append(char c) {
    if (Character.isWhitespace(c)) {
      space = true;
      return;
    }
    if (CLOSING.indexOf(c) < 0) {
      flush();
    }
    space = false;
    out.append(c);
  }

  private void flush() {
    boolean opened = !out.isEmpty() && out.charAt(out.length() - 1) == '(';
    if (space && !out.isEmpty() && !opened) {
      out.append(' ');
    }
    space = false;
  }
}
