package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.util.List;

/** A syntax of texts that are not posts: what values are escaped for, and what comes out whole. */
enum Syntax {
  HTML,
  /** For people, as it is. */
  TEXT,
  /** iCalendar, RFC 5545. */
  CALENDAR,
  JSON,
  XML;

  /**
   * The text that the engine's output stands for.
   *
   * @throws TemplateFailure if a value stands where none may, or no text of this syntax comes out
   */
  String weave(String marked, String template, SiteAddress site) {
    SyntaxWriter writer =
        switch (this) {
          case HTML -> new HtmlWriter(Markup.Language.HTML, template, site);
          case XML -> new HtmlWriter(Markup.Language.XML, template, site);
          case TEXT -> new TextWriter(site);
          case CALENDAR -> new CalendarWriter(template);
          case JSON -> new JsonWriter(template, site);
        };
    List<Token> tokens = Marks.tokens(marked);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.kind()) {
        case LITERAL -> token.text().chars().forEach(c -> writer.literal((char) c));
        case LINK -> writer.link(token.text());
        case END_LINK -> writer.endLink();
        case BLOCK, END_BLOCK, LINE -> {}
        default -> writer.value(token, endsLine(tokens, i));
      }
    }
    return writer.finished();
  }

  /** Whether the template has nothing else on the line of a value. */
  private static boolean endsLine(List<Token> tokens, int i) {
    for (int next = i + 1; next < tokens.size(); next++) {
      Token token = tokens.get(next);
      if (token.kind().isValue() || token.kind() == Kind.LINK) {
        return false;
      }
      if (token.kind() == Kind.LITERAL && !token.text().isEmpty()) {
        return token.text().charAt(0) == '\n';
      }
    }
    return true;
  }
}
