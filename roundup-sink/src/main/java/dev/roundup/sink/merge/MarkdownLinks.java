package dev.roundup.sink.merge;

import java.util.HashSet;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;

/** Where the links and images of a text lead that Markdown really takes for such. */
final class MarkdownLinks {
  private static final Parser PARSER = Parser.builder().build();

  private MarkdownLinks() {}

  /** None of a text that is nested thousands of levels deep, which no reader can follow either. */
  static Set<String> of(String text) {
    try {
      return found(text);
    } catch (StackOverflowError e) { // the parser descends once a level, and knows no limit
      return Set.of();
    }
  }

  private static Set<String> found(String text) {
    Set<String> links = new HashSet<>();
    PARSER
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                links.add(image.getDestination());
                visitChildren(image);
              }
            });
    return links;
  }
}
