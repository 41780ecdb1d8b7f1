package dev.roundup.sink.post;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * Markdown that the renderer wrote, as plain text with lines of at most {@value #WIDTH} characters
 * where words allow it: links and images with their address behind them.
 */
final class MarkdownText extends AbstractVisitor {
  static final int WIDTH = 72;
  private static final Parser PARSER = Parser.builder().build();

  private final SiteAddress site;
  private final boolean wraps;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder line = new StringBuilder();

  /** What stands before the first line of a block, and before its others. */
  private final Deque<String> firsts = new ArrayDeque<>();

  private final Deque<String> others = new ArrayDeque<>();

  private MarkdownText(SiteAddress site, boolean wraps) {
    this.site = site;
    this.wraps = wraps;
  }

  /** Finished Markdown. */
  static String blocks(String woven, SiteAddress site) {
    return text(woven, site, true);
  }

  /**
   * Markdown of the facts.
   *
   * @param alone whether it may be of several lines
   */
  static String guarded(String markdown, boolean alone, SiteAddress site) {
    return alone
        ? blocks(GuardedMarkdown.blocks(markdown, Format.HUGO), site)
        : text(GuardedMarkdown.inline(markdown, Place.line(Format.HUGO)), site, false);
  }

  private static String text(String markdown, SiteAddress site, boolean wraps) {
    MarkdownText text = new MarkdownText(site, wraps);
    PARSER.parse(markdown).accept(text);
    return text.out.toString().strip();
  }

  @Override
  public void visit(Paragraph node) {
    visitChildren(node);
    flush(isInTightList(node));
  }

  @Override
  public void visit(Heading node) {
    visitChildren(node);
    String heading = line.toString().strip();
    line.append('\n')
        .append((node.getLevel() == 1 ? "=" : "-").repeat(Math.min(WIDTH, heading.length())));
    flush(false);
  }

  @Override
  public void visit(BulletList node) {
    list(node);
  }

  @Override
  public void visit(OrderedList node) {
    list(node);
  }

  private void list(ListBlock list) {
    visitChildren(list);
    if (!isInTightList(list)) {
      gap();
    }
  }

  @Override
  public void visit(ListItem node) {
    String marker = "* ";
    if (node.getParent() instanceof OrderedList list) {
      int number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
      for (Node before = node.getPrevious(); before != null; before = before.getPrevious()) {
        number++;
      }
      marker = number + ". ";
    } else if (node.getParent().getParent() instanceof ListItem) {
      marker = "- ";
    }
    within(marker, " ".repeat(marker.length()), node);
  }

  @Override
  public void visit(BlockQuote node) {
    within("> ", "> ", node);
    gap();
  }

  private void within(String first, String other, Node node) {
    firsts.addLast(first);
    others.addLast(other);
    visitChildren(node);
    firsts.removeLast();
    others.removeLast();
  }

  @Override
  public void visit(FencedCodeBlock node) {
    code(node.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock node) {
    code(node.getLiteral());
  }

  private void code(String literal) {
    literal.lines().forEach(each -> out.append(prefix()).append("    ").append(each).append('\n'));
    gap();
  }

  @Override
  public void visit(ThematicBreak node) {
    line.append("* * *");
    flush(false);
  }

  @Override
  public void visit(org.commonmark.node.Text node) {
    line.append(node.getLiteral());
  }

  @Override
  public void visit(Code node) {
    line.append(node.getLiteral());
  }

  @Override
  public void visit(SoftLineBreak node) {
    line.append(' ');
  }

  @Override
  public void visit(HardLineBreak node) {
    line.append('\n');
  }

  @Override
  public void visit(Image node) {
    int start = line.length();
    visitChildren(node);
    address(node.getDestination(), start);
  }

  @Override
  public void visit(Link node) {
    int start = line.length();
    visitChildren(node);
    address(node.getDestination(), start);
  }

  private void address(String destination, int start) {
    String shown = line.substring(start);
    String address = site.absolute(destination);
    boolean same = address.equals(shown) || address.equals("mailto:" + shown);
    if (!same && !address.startsWith("#")) {
      line.append(" (").append(address.replaceFirst("^mailto:", "")).append(')');
    }
  }

  private static boolean isInTightList(Node node) {
    return node.getParent() instanceof ListItem item
        && item.getParent() instanceof ListBlock list
        && list.isTight();
  }

  private String prefix() {
    String prefix = others.stream().collect(Collectors.joining());
    if (!firsts.isEmpty() && firsts.getLast() != null) {
      String first = firsts.removeLast();
      firsts.addLast(others.getLast());
      prefix = prefix.substring(0, prefix.length() - others.getLast().length()) + first;
    }
    return prefix;
  }

  private void flush(boolean tight) {
    String text = line.toString();
    line.setLength(0);
    if (text.isBlank()) {
      return;
    }
    for (String each : text.strip().lines().toList()) {
      String first = prefix();
      String wrapped = wraps ? Wrap.at(WIDTH - first.length(), each.strip()) : each.strip();
      String other = others.stream().collect(Collectors.joining());
      out.append(first).append(wrapped.replace("\n", "\n" + other)).append('\n');
    }
    if (!tight) {
      gap();
    }
  }

  private void gap() {
    int length = out.length();
    if (length > 0 && !(length > 1 && out.charAt(length - 2) == '\n')) {
      out.append('\n');
    }
  }
}
