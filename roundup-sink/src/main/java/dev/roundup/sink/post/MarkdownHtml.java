package dev.roundup.sink.post;

import java.util.List;
import java.util.Map;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown that the renderer wrote, as HTML. The little HTML in it is Roundup's or the template's
 * own: what the facts say was made harmless before.
 */
final class MarkdownHtml {
  private static final List<String> ADDRESSES = List.of("href", "src");
  private static final Parser PARSER = Parser.builder().build();

  private MarkdownHtml() {}

  /** Finished Markdown. */
  static String blocks(String woven, SiteAddress site) {
    return renderer(site).render(PARSER.parse(woven)).stripTrailing();
  }

  /**
   * Markdown of the facts.
   *
   * @param alone whether it may be of several paragraphs
   */
  static String guarded(String markdown, boolean alone, SiteAddress site) {
    if (alone) {
      return blocks(GuardedMarkdown.blocks(markdown, Format.HUGO), site);
    }
    Node document = PARSER.parse(GuardedMarkdown.inline(markdown, Place.line(Format.HUGO)));
    if (!(document.getFirstChild() instanceof Paragraph paragraph)) {
      return renderer(site).render(document).stripTrailing();
    }
    StringBuilder html = new StringBuilder();
    for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
      html.append(renderer(site).render(node));
    }
    return html.toString();
  }

  private static HtmlRenderer renderer(SiteAddress site) {
    return HtmlRenderer.builder()
        .attributeProviderFactory(context -> (node, tag, names) -> harmless(names, site))
        .build();
  }

  private static void harmless(Map<String, String> attributes, SiteAddress site) {
    for (String name : ADDRESSES) {
      attributes.computeIfPresent(name, (same, url) -> Urls.isSafe(url) ? site.absolute(url) : "#");
    }
  }
}
