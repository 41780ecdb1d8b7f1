package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.io.StringReader;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * HTML and XML. In HTML, Markdown becomes elements; in XML it becomes the text of such elements, as
 * feeds carry HTML.
 */
final class HtmlWriter implements SyntaxWriter {
  private static final Pattern RUNS = Pattern.compile("(?i)\\s*+(?:javascript|vbscript|data):");

  private final Markup.Language language;
  private final Function<String, TemplateFailure> refused;
  private final SiteAddress site;
  private final LineText out = new LineText();
  private final Markup markup;

  /** Where the address in the attribute begins that a value is part of; -1 if there is none. */
  private int address = -1;

  HtmlWriter(
      Markup.Language language, Function<String, TemplateFailure> refused, SiteAddress site) {
    this.language = language;
    this.refused = refused;
    this.site = site;
    this.markup = new Markup(language);
  }

  @Override
  public void literal(char c) {
    if (address >= 0 && c == markup.quote()) {
      endAddress();
    }
    markup.read(c);
    out.literal(c);
  }

  /** The template's text and all values in it together make the address: now it can be judged. */
  private void endAddress() {
    if (!Urls.isSafe(out.from(address).replace("&amp;", "&"))) {
      out.insert(address, '#');
    }
    address = -1;
  }

  @Override
  public void value(Token token, boolean endsLine) {
    if (token.kind() != Kind.TYPED) {
      markup
          .refusal()
          .ifPresent(
              sentence -> {
                throw refused.apply(sentence);
              });
    }
    out.append(written(token, endsLine));
    markup.skipValue();
  }

  private String written(Token token, boolean endsLine) {
    if (markup.inAttribute()) {
      String text = Text.oneLine(token.text());
      return attribute(markup.inLinkingAttribute() ? inAddress(text) : text);
    }
    if (markup.inComment()) {
      return text(Text.oneLine(token.text())).replace("-", "&#45;");
    }
    boolean alone = endsLine && out.currentLine().isBlank();
    return switch (token.kind()) {
      case WOVEN -> html(MarkdownHtml.blocks(token.text(), site));
      case MARKDOWN -> html(MarkdownHtml.guarded(token.text(), alone, site));
      case URL -> text(site.absolute(Text.oneLine(token.text())));
      default -> text(Text.oneLine(token.text()));
    };
  }

  private String inAddress(String part) {
    if (address < 0) {
      String attribute = out.from(0);
      address = attribute.lastIndexOf(markup.quote()) + 1;
    }
    String before = out.from(address);
    if (RUNS.matcher(before).lookingAt()) {
      throw refused.apply("a value cannot be part of an address that runs or holds a document");
    }
    return encoded(before.isEmpty() ? site.absolute(part) : part);
  }

  private static String encoded(String part) {
    return Urls.encode(part).replace("&amp;", "&");
  }

  private String html(String html) {
    return language == Markup.Language.HTML ? html : text(html);
  }

  @Override
  public void link(String url) {
    if (language == Markup.Language.HTML && !markup.inAttribute()) {
      String destination = Urls.destination(site.absolute(Text.oneLine(url)));
      out.append("<a href=\"" + attribute(destination.replace("&amp;", "&")) + "\">");
    }
  }

  @Override
  public void endLink() {
    if (language == Markup.Language.HTML && !markup.inAttribute()) {
      out.append("</a>");
    }
  }

  private static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String attribute(String text) {
    return text(text).replace("\"", "&quot;").replace("'", "&#39;");
  }

  @Override
  public String finished() {
    String text = out.finished();
    if (language == Markup.Language.XML && !text.isEmpty()) {
      check(text);
    }
    return text;
  }

  private void check(String xml) {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      while (reader.hasNext()) {
        reader.next();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      String said = line > 0 ? xml.lines().skip(line - 1L).findFirst().orElse("").strip() : "";
      throw refused.apply("what comes out is not XML, near \"" + said + "\": " + e.getMessage());
    }
  }
}
