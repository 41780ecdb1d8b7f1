package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Token;

/** Plain text for people: nothing in it means anything but itself. Links show their text alone. */
final class TextWriter implements SyntaxWriter {
  private final SiteAddress site;
  private final LineText out = new LineText();

  TextWriter(SiteAddress site) {
    this.site = site;
  }

  @Override
  public void literal(char c) {
    out.literal(c);
  }

  @Override
  public void value(Token token, boolean endsLine) {
    boolean alone = endsLine && out.currentLine().isBlank();
    out.append(
        switch (token.kind()) {
          case WOVEN -> MarkdownText.blocks(token.text(), site);
          case MARKDOWN -> MarkdownText.guarded(token.text(), alone, site);
          case PLAIN, URL -> site.absolute(Text.oneLine(token.text()));
          default -> Text.oneLine(token.text());
        });
  }

  @Override
  public void link(String url) {}

  @Override
  public void endLink() {}

  @Override
  public String finished() {
    return out.finished();
  }
}
