package dev.roundup.sink.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.util.function.Function;

/**
 * JSON: values within quotes are escaped, others get quotes. A comma too many, which templates with
 * conditions can hardly avoid, is left out.
 */
final class JsonWriter implements SyntaxWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

  private final Function<String, TemplateFailure> refused;
  private final SiteAddress site;
  private final StringBuilder out = new StringBuilder();
  private boolean quoted;
  private boolean escaped;

  JsonWriter(Function<String, TemplateFailure> refused, SiteAddress site) {
    this.refused = refused;
    this.site = site;
  }

  @Override
  public void literal(char c) {
    if (quoted && c == '\n') {
      out.append("\\n");
      return;
    }
    if (c == '"' && !escaped) {
      quoted = !quoted;
    }
    escaped = quoted && c == '\\' && !escaped;
    out.append(c);
  }

  @Override
  public void value(Token token, boolean endsLine) {
    String text =
        switch (token.kind()) {
          case WOVEN -> MarkdownHtml.blocks(token.text(), site);
          case MARKDOWN -> MarkdownHtml.guarded(token.text(), true, site);
          case PLAIN, URL -> site.absolute(token.text().strip());
          default -> token.text();
        };
    if (token.kind() == Kind.TYPED && !quoted) {
      out.append(text);
      return;
    }
    String quote = quoted ? "" : "\"";
    out.append(quote).append(JsonStringEncoder.getInstance().quoteAsString(text)).append(quote);
  }

  @Override
  public void link(String url) {}

  @Override
  public void endLink() {}

  @Override
  public String finished() {
    if (out.toString().isBlank()) {
      return "";
    }
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      JsonNode json = JSON.readTree(out.toString());
      return JSON.writer(printer).writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw refused.apply("what comes out is not JSON: " + e.getOriginalMessage());
    }
  }
}
