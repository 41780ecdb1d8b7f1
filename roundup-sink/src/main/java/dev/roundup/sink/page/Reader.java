package dev.roundup.sink.page;

import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Walks through the Markdown of a page and notes what stands where. */
final class Reader extends AbstractVisitor {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  /** The body, without tags of the site generator. */
  private final String body;

  private final int offset;
  private final char[] words;
  private final char[] html;
  private boolean hasHtml;
  private final List<Reference> references = new ArrayList<>();
  private final List<Page.Comment> comments = new ArrayList<>();

  private Reader(String text, int offset) {
    this.body = Liquid.hiddenIn(text.substring(offset));
    this.offset = offset;
    this.words = new char[text.length()];
    this.html = new char[body.length()];
    Arrays.fill(html, ' ');
  }

  static Reader of(String text, FrontMatter frontMatter) {
    Reader reader = new Reader(text, frontMatter.body());
    reader.references.addAll(Media.in(frontMatter));
    PARSER.parse(reader.body).accept(reader);
    if (reader.hasHtml) {
      Html html = Html.of(new String(reader.html), reader.offset);
      html.references().stream().map(reader::labelled).forEach(reader.references::add);
      reader.comments.addAll(html.comments());
    }
    reader.references.sort(Comparator.comparing(Reference::start));
    return reader;
  }

  /** The words between two tags are Markdown. */
  private Reference labelled(Reference html) {
    if (html.kind() != Kind.LINK || !html.label().isEmpty()) {
      return html;
    }
    String label = new String(words, html.start(), html.end() - html.start()).replace("\0", "");
    return html.labelled(label.strip());
  }

  String words() {
    return new String(words);
  }

  List<Reference> references() {
    return List.copyOf(references);
  }

  List<Page.Comment> comments() {
    return List.copyOf(comments);
  }

  @Override
  public void visit(Text node) {
    copy(node, words, offset);
  }

  @Override
  public void visit(Paragraph node) {
    visitChildren(node);
    endBlock(node);
  }

  @Override
  public void visit(Heading node) {
    visitChildren(node);
    endBlock(node);
  }

  @Override
  public void visit(CustomNode node) {
    visitChildren(node);
    if (node instanceof TableCell) {
      endBlock(node);
    }
  }

  @Override
  public void visit(SoftLineBreak node) {
    lineBreak(node);
  }

  @Override
  public void visit(HardLineBreak node) {
    lineBreak(node);
  }

  @Override
  public void visit(HtmlInline node) {
    hasHtml = true;
    copy(node, html, 0);
  }

  @Override
  public void visit(HtmlBlock node) {
    hasHtml = true;
    copy(node, html, 0);
  }

  @Override
  public void visit(Link node) {
    reference(Kind.LINK, node, node.getDestination());
    visitChildren(node);
  }

  /** Its words are its alternative text, which is no sentence of the page. */
  @Override
  public void visit(Image node) {
    reference(Kind.IMAGE, node, node.getDestination());
  }

  @Override
  public void visit(LinkReferenceDefinition node) {
    int start = start(node);
    int colon = body.indexOf("]:", start);
    if (colon < 0) {
      return;
    }
    int[] target = target(colon + 2, end(node));
    add(Kind.LINK, Source.DEFINITION, null, node.getDestination(), start, end(node), target);
  }

  private void reference(Kind kind, Node node, String destination) {
    int start = start(node);
    int end = end(node);
    if (start >= end) {
      return;
    }
    int[] target = {-offset - 1, -offset - 1}; // it is in a definition
    if (body.charAt(start) == '<') {
      target = new int[] {start + 1, end - 1};
    } else if (body.charAt(end - 1) == ')') {
      target = target(body.lastIndexOf("](", end) + 2, end - 1);
    }
    add(kind, Source.MARKDOWN, Label.of(node), destination, start, end, target);
  }

  private void add(
      Kind kind, Source source, String label, String target, int start, int end, int[] range) {
    references.add(
        new Reference(
            kind,
            source,
            label,
            target,
            offset + start,
            offset + end,
            offset + range[0],
            offset + range[1]));
  }

  /** Where the target between the two offsets is, without blanks, angle brackets and title. */
  private int[] target(int from, int to) {
    int start = from;
    while (start < to && Character.isWhitespace(body.charAt(start))) {
      start++;
    }
    boolean bracketed = start < to && body.charAt(start) == '<';
    start += bracketed ? 1 : 0;
    int end = start;
    while (end < to
        && (bracketed ? body.charAt(end) != '>' : !Character.isWhitespace(body.charAt(end)))) {
      end++;
    }
    return new int[] {start, end};
  }

  private void lineBreak(Node node) {
    Node next = node.getNext();
    int to = next == null ? end(node) : start(next);
    int from = node.getPrevious() == null ? to : end(node.getPrevious());
    for (int i = from; i < to; i++) {
      char c = body.charAt(i);
      words[offset + i] = Character.isWhitespace(c) ? c : ' ';
    }
  }

  private void endBlock(Node node) {
    int end = end(node);
    if (end > 0 && end < body.length() && words[offset + end] == 0) {
      words[offset + end] = Page.BLOCK_END;
    }
  }

  private void copy(Node node, char[] to, int shift) {
    for (SourceSpan span : node.getSourceSpans()) {
      int start = span.getInputIndex();
      body.getChars(start, start + span.getLength(), to, start + shift);
    }
  }

  private static int start(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    return spans.isEmpty() ? 0 : spans.get(0).getInputIndex();
  }

  private static int end(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    if (spans.isEmpty()) {
      return 0;
    }
    SourceSpan last = spans.get(spans.size() - 1);
    return last.getInputIndex() + last.getLength();
  }
}
