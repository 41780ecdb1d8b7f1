package dev.roundup.sink.page;

import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/** The tags of a page: what they link to and show, and what is commented out. */
record Html(List<Reference> references, List<Page.Comment> comments) {
  private static final Map<String, Kind> KINDS =
      Map.of("a", Kind.LINK, "img", Kind.IMAGE, "iframe", Kind.FRAME, "embed", Kind.FRAME);

  /**
   * Of a text in which all but the tags is blank.
   *
   * @param offset where the text begins in the file
   */
  static Html of(String text, int offset) {
    Html html = new Html(new ArrayList<>(), new ArrayList<>());
    Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true))
        .traverse(
            (node, depth) -> {
              if (node instanceof Element element) {
                html.add(element, offset);
              } else if (node instanceof Comment comment) {
                html.comments.add(
                    new Page.Comment(comment.getData(), offset + comment.sourceRange().startPos()));
              }
            });
    return html;
  }

  private void add(Element element, int offset) {
    Kind kind = KINDS.get(element.normalName());
    String attribute = kind == Kind.LINK ? "href" : "src";
    if (kind == null || !element.hasAttr(attribute) || !element.sourceRange().isTracked()) {
      return;
    }
    String alt = element.hasAttr("alt") ? element.attr("alt") : null;
    Range value = element.attributes().sourceRange(attribute).valueRange();
    references.add(
        new Reference(
            kind,
            Source.HTML,
            kind == Kind.LINK ? element.text() : alt,
            element.attr(attribute),
            offset + element.sourceRange().startPos(),
            offset + Math.max(element.sourceRange().endPos(), end(element, kind)),
            value.isTracked() ? offset + value.startPos() : -1,
            value.isTracked() ? offset + value.endPos() : -1));
  }

  /** A link ends with its closing tag; -1 if it has none. */
  private static int end(Element element, Kind kind) {
    return kind == Kind.LINK ? element.endSourceRange().endPos() : -1;
  }
}
