package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.util.List;
import java.util.function.Function;

/** A syntax of texts that are not posts: what values are escaped for, and what comes out whole. */
enum Syntax {
  HTML(Markup.Language.HTML),
  /** For people, as it is. */
  TEXT(null),
  /** iCalendar, RFC 5545. */
  CALENDAR(null),
  JSON(null),
  XML(Markup.Language.XML);

  private final Markup.Language markup;

  /** Without markup there is no place where a value may not stand that the source could tell. */
  Syntax(Markup.Language markup) {
    this.markup = markup;
  }

  /**
   * The text that the engine's output stands for.
   *
   * @param source of the template of this name, to tell where a value may not stand
   * @throws TemplateFailure if a value stands where none may, or no text of this syntax comes out
   */
  String weave(String marked, String source, String template, SiteAddress site) {
    Function<String, TemplateFailure> refused =
        sentence ->
            markup == null
                ? new TemplateFailure(template, 0, sentence)
                : Refusals.located(source, template, markup, sentence);
    SyntaxWriter writer =
        switch (this) {
          case HTML, XML -> new HtmlWriter(markup, refused, site);
          case TEXT -> new TextWriter(site);
          case CALENDAR -> new CalendarWriter(refused);
          case JSON -> new JsonWriter(refused, site);
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
