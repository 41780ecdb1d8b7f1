package dev.roundup.sink.post;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a CommonMark reader makes of a post: its text, its addresses, its raw HTML. */
final class HtmlOf extends AbstractVisitor {
  private static final Pattern LIQUID_LITERAL = Pattern.compile("\\{\\{ \"(\\{[{%])\" \\}\\}");

  private static final Pattern SHORTCODE = Pattern.compile("\\{\\{[<%]");
  private static final Pattern LIQUID = Pattern.compile("\\{[{%]");

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder addresses = new StringBuilder();

  private HtmlOf() {}

  /** As Jekyll does it. */
  static HtmlOf post(String post) {
    return post(post, Format.JEKYLL);
  }

  /**
   * Liquid comes first: it must find nothing but the literals that the renderer writes. So do
   * shortcodes, which must find nothing.
   */
  static HtmlOf post(String post, Format format) {
    HtmlOf found = new HtmlOf();
    String body = post.startsWith("---\n") ? post.substring(post.indexOf("\n---\n") + 5) : post;
    Node document =
        Parser.builder()
            .build()
            .parse(format == Format.JEKYLL ? afterLiquid(body) : withoutShortcodes(body));
    document.accept(found);
    return found;
  }

  private static String withoutShortcodes(String body) {
    if (SHORTCODE.matcher(body).find()) {
      throw new AssertionError("a shortcode would run in: " + body);
    }
    return body;
  }

  private static String afterLiquid(String body) {
    String marked =
        LIQUID_LITERAL
            .matcher(body)
            .replaceAll(literal -> literal.group(1).equals("{{") ? "\uE000" : "\uE001");
    if (LIQUID.matcher(marked).find()) {
      throw new AssertionError("Liquid would run in: " + marked);
    }
    return marked.replace("\uE000", "{{").replace("\uE001", "{%");
  }

  String text() {
    return text.toString();
  }

  List<String> addresses() {
    return addresses.toString().lines().toList();
  }

  /** Raw HTML except the code elements that the renderer writes. */
  String html() {
    return html.toString().replaceAll("</?code>", "");
  }

  @Override
  public void visit(Text node) {
    text.append(node.getLiteral());
    visitChildren(node);
  }

  @Override
  public void visit(org.commonmark.node.SoftLineBreak node) {
    text.append(' ');
  }

  @Override
  public void visit(org.commonmark.node.Paragraph node) {
    visitChildren(node);
    text.append('\n');
  }

  @Override
  public void visit(org.commonmark.node.Heading node) {
    visitChildren(node);
    text.append('\n');
  }

  @Override
  public void visit(Code node) {
    text.append(node.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock node) {
    text.append(node.getInfo()).append(' ').append(node.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock node) {
    text.append(node.getLiteral());
  }

  @Override
  public void visit(HtmlInline node) {
    html.append(node.getLiteral());
  }

  @Override
  public void visit(HtmlBlock node) {
    html.append(node.getLiteral());
  }

  @Override
  public void visit(Link node) {
    addresses.append(node.getDestination()).append('\n');
    text.append(node.getTitle() == null ? "" : node.getTitle());
    visitChildren(node);
  }

  @Override
  public void visit(Image node) {
    addresses.append(node.getDestination()).append('\n');
    visitChildren(node);
  }
}
