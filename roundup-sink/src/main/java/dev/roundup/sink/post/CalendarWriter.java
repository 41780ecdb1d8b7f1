package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * iCalendar (RFC 5545): values are escaped as TEXT, or as the URI that some properties hold; lines
 * end with CR and LF and are folded at 75 octets.
 */
final class CalendarWriter implements SyntaxWriter {
  private static final int MOST_OCTETS = 75;
  private static final Set<String> ADDRESSES = Set.of("URL", "ATTACH", "SOURCE", "CONFERENCE");

  private final Function<String, TemplateFailure> refused;
  private final StringBuilder out = new StringBuilder();

  CalendarWriter(Function<String, TemplateFailure> refused) {
    this.refused = refused;
  }

  @Override
  public void literal(char c) {
    out.append(c);
  }

  @Override
  public void value(Token token, boolean endsLine) {
    String line = out.substring(out.lastIndexOf("\n") + 1);
    int colon = line.indexOf(':');
    if (colon < 0 && token.kind() != Kind.TYPED) {
      throw refused.apply("a value can only stand after the colon of a property");
    }
    String name = colon < 0 ? "" : line.substring(0, colon).split(";", 2)[0].strip();
    if (ADDRESSES.contains(name.toUpperCase(Locale.ROOT))) {
      out.append(Urls.destination(token.text()).replace("&amp;", "&"));
    } else {
      out.append(text(token));
    }
  }

  private static String text(Token token) {
    String text =
        switch (token.kind()) {
          case WOVEN -> MarkdownText.blocks(token.text(), SiteAddress.UNKNOWN);
          case MARKDOWN -> MarkdownText.guarded(token.text(), true, SiteAddress.UNKNOWN);
          default -> token.text();
        };
    return text.strip()
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\n", "\\n");
  }

  @Override
  public void link(String url) {}

  @Override
  public void endLink() {}

  @Override
  public String finished() {
    return out.toString()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> folded(line) + "\r\n")
        .collect(Collectors.joining());
  }

  /** No character is parted: the octets are those of UTF-8. */
  private static String folded(String line) {
    StringBuilder folded = new StringBuilder();
    int octets = 0;
    for (int i = 0; i < line.length(); ) {
      String character = Character.toString(line.codePointAt(i));
      int size = character.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > MOST_OCTETS) {
        folded.append("\r\n ");
        octets = 1;
      }
      folded.append(character);
      octets += size;
      i += character.length();
    }
    return folded.toString();
  }
}
