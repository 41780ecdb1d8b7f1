package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the post of the engine's output: every value is escaped for the place where it stands,
 * blank lines are never doubled, blocks are noted.
 */
final class Weaver {
  private static final Pattern BLOCK_START =
      Pattern.compile("(?:[ \\t>]|[*+-][ \\t]+|[0-9]+[.)][ \\t]+)*");
  private static final Pattern IN_DESTINATION =
      Pattern.compile("\\]\\([^()\\s]*$|<(?i:https?|mailto):[^<>\\s]*$");
  private static final Pattern IN_ATTRIBUTE =
      Pattern.compile("<[A-Za-z][^<>]*?([A-Za-z-]+)\\s*=\\s*(?:\"([^\"<>]*)|'([^'<>]*))$");
  private static final Pattern LINKING = Pattern.compile("(?i)href|src|action|poster|data|cite");

  private final List<Token> tokens;
  private final Blocks blocks = new Blocks();
  private final StringBuilder out = new StringBuilder();

  private Weaver(List<Token> tokens) {
    this.tokens = tokens;
  }

  static RenderedPost weave(String marked, String template) {
    return new Weaver(Marks.tokens(marked)).weave(template);
  }

  private RenderedPost weave(String template) {
    FrontMatter frontMatter = new FrontMatter(template);
    int extent = frontMatter.extent(tokens);
    if (extent > 0) {
      blocks.open(Block.FRONT_MATTER, 0);
      out.append(frontMatter.render(tokens.subList(0, extent)));
      blocks.close(out.length());
    }
    for (int i = extent; i < tokens.size(); i++) {
      append(i);
    }
    while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) {
      out.setLength(out.length() - 1);
    }
    out.append('\n');
    String text = out.toString();
    return new RenderedPost(text, blocks.covering(text));
  }

  private void append(int i) {
    Token token = tokens.get(i);
    switch (token.kind()) {
      case LITERAL -> token.text().chars().forEach(c -> appendLiteral((char) c));
      case BLOCK -> blocks.open(token.text(), out.length());
      case END_BLOCK -> blocks.close(out.length());
      case LINE -> {}
      default -> out.append(value(token, after(i)));
    }
  }

  private void appendLiteral(char c) {
    if (c != '\n') {
      out.append(c);
      return;
    }
    String line = currentLine();
    if (line.isBlank() || (line.endsWith(" ") && !line.endsWith("  "))) {
      out.setLength(out.length() - (line.isBlank() ? line.length() : 1));
    }
    boolean second =
        out.length() > 1
            && out.charAt(out.length() - 1) == '\n'
            && out.charAt(out.length() - 2) == '\n';
    if (!second && !out.isEmpty()) {
      out.append('\n');
    }
  }

  private String value(Token token, char after) {
    String text = token.text();
    String line = currentLine();
    Matcher attribute = IN_ATTRIBUTE.matcher(line);
    if (attribute.find()) {
      boolean whole = begins(attribute) && LINKING.matcher(attribute.group(1)).matches();
      String value = Text.oneLine(text);
      return Entities.attribute(whole ? Urls.destination(value) : value);
    }
    if (line.endsWith("](") || token.kind() == Kind.URL) {
      return Urls.destination(text);
    }
    if (IN_DESTINATION.matcher(line).find()) {
      return Urls.encode(Text.oneLine(text));
    }
    Place place = place(line, after);
    if (token.kind() != Kind.MARKDOWN) {
      return PlainMarkdown.escape(text, place);
    }
    boolean ownLine = line.isEmpty() && (after == '\n' || after == 0);
    return ownLine ? GuardedMarkdown.blocks(text) : GuardedMarkdown.inline(text, place);
  }

  private static boolean begins(Matcher attribute) {
    String before = attribute.group(attribute.group(2) != null ? 2 : 3);
    return before.isEmpty();
  }

  private Place place(String line, char after) {
    char before = out.isEmpty() ? '\n' : out.charAt(out.length() - 1);
    return new Place(BLOCK_START.matcher(line).matches(), line.startsWith("#"), before, after);
  }

  private String currentLine() {
    return out.substring(out.lastIndexOf("\n") + 1);
  }

  /** The template's character after this token; 0 if another value or the end comes first. */
  private char after(int i) {
    for (int next = i + 1; next < tokens.size(); next++) {
      Token token = tokens.get(next);
      if (token.kind().isValue()) {
        return 0;
      }
      if (token.kind() == Kind.LITERAL && !token.text().isEmpty()) {
        return token.text().charAt(0);
      }
    }
    return '\n';
  }
}
