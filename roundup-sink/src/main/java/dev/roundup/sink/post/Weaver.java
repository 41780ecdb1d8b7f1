package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the post of the engine's output: every value is escaped for the place where it stands,
 * blank lines are never doubled, blocks are noted.
 */
final class Weaver {
  private static final Pattern BLOCK_START =
      Pattern.compile("(?:[ \\t>]|[*+-][ \\t]+|[0-9]+[.)][ \\t]+)*");

  /** A reference's label, up to where its address begins, on this line or the next. */
  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?:[ \\t>]|[*+-][ \\t]+|[0-9]+[.)][ \\t]+)*+\\[(?!\\^)(?:[^\\]\\\\\\n]|\\\\.)*+\\]:[ \\t]*+\\n?[ \\t]*+<?");

  /** An address so far, after the space and the bracket that may open it. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^()\\s<>]*+(?:\\([^()\\s<>]*+\\)[^()\\s<>]*+)*+");

  private static final Pattern OPENED = Pattern.compile("[ \\t]*+<?");
  private static final Pattern DECIDED = Pattern.compile("[:/?]|(?<!&)#");
  private static final Pattern RUNS = Pattern.compile("(?i)\\s*+(?:javascript|vbscript|data):");

  private final List<Token> tokens;
  private final Blocks blocks = new Blocks();
  private final StringBuilder out = new StringBuilder();
  private final Markup markup = new Markup(Markup.Language.MARKDOWN);
  private final Format format;
  private final Function<String, TemplateFailure> refused;

  /** Where an address begins whose scheme could still be made of values; -1 if there is none. */
  private int address = -1;

  private Weaver(List<Token> tokens, Format format, Function<String, TemplateFailure> refused) {
    this.tokens = tokens;
    this.format = format;
    this.refused = refused;
  }

  /** The post; {@code refused} makes the failure of a value that stands where none may. */
  static RenderedPost weave(
      String marked, String template, Format format, Function<String, TemplateFailure> refused) {
    return new Weaver(withLinks(Marks.tokens(marked)), format, refused).weave(template);
  }

  /** With links as Markdown has them. */
  private static List<Token> withLinks(List<Token> tokens) {
    List<Token> expanded = new ArrayList<>(tokens.size());
    Deque<String> addresses = new ArrayDeque<>();
    for (Token token : tokens) {
      if (token.kind() == Kind.LINK) {
        addresses.push(token.text());
        expanded.add(new Token(Kind.LITERAL, "["));
      } else if (token.kind() == Kind.END_LINK) {
        expanded.add(new Token(Kind.LITERAL, "]("));
        expanded.add(new Token(Kind.URL, addresses.pop()));
        expanded.add(new Token(Kind.LITERAL, ")"));
      } else {
        expanded.add(token);
      }
    }
    return expanded;
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
    endAddress();
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
      case BLOCK -> {
        endAddress();
        blocks.open(token.text(), out.length());
      }
      case END_BLOCK -> {
        endAddress();
        blocks.close(out.length());
      }
      case WOVEN -> token.text().chars().forEach(c -> appendLiteral((char) c));
      case LINE -> {}
      default -> appendValue(token, after(i));
    }
  }

  private void appendLiteral(char c) {
    if (address >= 0 && endsAddress(c)) {
      endAddress();
    }
    markup.read(c);
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

  private boolean endsAddress(char c) {
    return markup.inAttribute()
        ? c == markup.quote()
        : Character.isWhitespace(c) || c == ')' || c == '<' || c == '>';
  }

  /** Values and the template's text together make an address: now it can be judged. */
  private void endAddress() {
    if (address >= 0 && !Urls.isSafe(out.substring(address).strip())) {
      out.insert(address, '#');
    }
    address = -1;
  }

  private void appendValue(Token token, char after) {
    if (token.kind() != Kind.TYPED) {
      markup
          .refusal()
          .ifPresent(
              sentence -> {
                throw refused.apply(sentence);
              });
    }
    String value = value(token, after);
    keepApart(value);
    out.append(value);
    markup.skipValue();
  }

  private String value(Token token, char after) {
    String text = Text.oneLine(token.text());
    if (markup.inAttribute()) {
      int start = out.lastIndexOf(String.valueOf(markup.quote())) + 1;
      return Entities.attribute(markup.inLinkingAttribute() ? inAddress(text, start) : text);
    }
    if (markup.inComment()) {
      return Entities.attribute(text).replace("-", "&#45;");
    }
    if (markup.inAutolink()) {
      return Urls.encode(text);
    }
    int start = addressStart();
    if (start >= 0) {
      return inAddress(text, start);
    }
    if (token.kind() == Kind.URL) {
      return Urls.destination(text);
    }
    if (markup.afterAngle()) {
      if (Urls.isAutolink(text)) {
        markup.skipAutolink();
        return Urls.encode(text);
      }
      out.setLength(out.length() - 1);
      out.append("&lt;");
    }
    String line = currentLine();
    Place place = place(line, after);
    if (token.kind() != Kind.MARKDOWN) {
      return PlainMarkdown.escape(token.text(), place);
    }
    boolean ownLine = line.isEmpty() && (after == '\n' || after == 0);
    return ownLine
        ? GuardedMarkdown.blocks(token.text(), format)
        : GuardedMarkdown.inline(token.text(), place);
  }

  private String inAddress(String text, int start) {
    String before = out.substring(start);
    if (RUNS.matcher(before).lookingAt()) {
      throw refused.apply("a value cannot be part of an address that runs or holds a document");
    }
    if (address < 0 && !DECIDED.matcher(before).find()) {
      address = start;
    }
    return Urls.encode(text);
  }

  /** Where the Markdown address begins that is not complete yet; -1 if there is none. */
  private int addressStart() {
    int line = out.lastIndexOf("\n") + 1;
    int link = line + out.substring(line).lastIndexOf("](");
    int from = -1;
    if (link >= line) {
      Matcher opened = OPENED.matcher(out).region(link + 2, out.length());
      from = opened.lookingAt() ? opened.end() : -1;
    } else {
      int[] lines = {line, out.lastIndexOf("\n", line - 2) + 1};
      for (int i = 0; i < lines.length && from < 0; i++) {
        Matcher defined = DEFINITION.matcher(out).region(lines[i], out.length());
        from = defined.lookingAt() ? defined.end() : -1;
      }
    }
    boolean open = from >= 0 && ADDRESS.matcher(out).region(from, out.length()).matches();
    return open ? from : -1;
  }

  /** The template's last character must not make syntax of a value's first. */
  private void keepApart(String value) {
    if (value.isEmpty() || out.isEmpty()) {
      return;
    }
    char first = value.charAt(0);
    int last = out.length() - 1;
    if (out.charAt(last) == '{' && "{%:#".indexOf(first) >= 0) {
      out.replace(last, last + 1, "&#123;");
    } else if (first == '\\' && !markup.inAttribute()) {
      int at = last;
      while (at >= 0 && out.charAt(at) == '\\') {
        at--;
      }
      out.append((last - at) % 2 == 1 ? "\\" : "");
    }
  }

  private Place place(String line, char after) {
    char before = out.isEmpty() ? '\n' : out.charAt(out.length() - 1);
    boolean blockStart = BLOCK_START.matcher(line).matches();
    return new Place(format, blockStart, line.startsWith("#"), before, after);
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
