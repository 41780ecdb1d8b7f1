package dev.roundup.sink.page;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The words of a link, without markup; an image in it counts by its alternative text. */
final class Label extends AbstractVisitor {
  private final StringBuilder words = new StringBuilder();

  private Label() {}

  static String of(Node node) {
    Label label = new Label();
    label.visitChildren(node);
    return label.words.toString();
  }

  @Override
  public void visit(Text node) {
    words.append(node.getLiteral());
  }

  @Override
  public void visit(Code node) {
    words.append(node.getLiteral());
  }

  @Override
  public void visit(Image node) {
    visitChildren(node);
  }

  @Override
  public void visit(SoftLineBreak node) {
    words.append(' ');
  }

  @Override
  public void visit(HardLineBreak node) {
    words.append(' ');
  }
}
