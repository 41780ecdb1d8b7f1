package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import dev.roundup.sink.post.Marks.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The YAML between the first two lines of three hyphens. A value is written as its place demands:
 * in quotes that the template wrote, it cannot end them; alone after a key, it gets quotes if it
 * needs them. The result is read again before anybody sees it.
 */
final class FrontMatter {
  private static final Pattern FENCE = Pattern.compile("---[ \\t]*\\n?");
  private static final Pattern SCALAR_START =
      Pattern.compile("([ \\t]*(?:-[ \\t]+)*(?:[A-Za-z_][\\w-]*:[ \\t]+)?)(.*)", Pattern.DOTALL);

  private final String template;
  private final YamlScalars scalars = new YamlScalars();
  private final StringBuilder out = new StringBuilder();
  private final List<Integer> templateLines = new ArrayList<>();
  private char quote;

  /** Whether the template's last character was a backslash that escapes the next one. */
  private boolean escaped;

  FrontMatter(String template) {
    this.template = template;
  }

  /** How many of the tokens are front matter with its two fences; 0 if the post begins without. */
  int extent(List<Token> tokens) {
    int at = 0;
    while (at < tokens.size() && !tokens.get(at).kind().isValue() && !isLiteral(tokens.get(at))) {
      at++;
    }
    if (at == tokens.size() || !FENCE.matcher(tokens.get(at).text()).matches()) {
      return 0;
    }
    for (int i = at + 1; i < tokens.size(); i++) {
      boolean startsLine = endsLine(tokens.get(previousVisible(tokens, i)));
      if (isLiteral(tokens.get(i)) && startsLine && FENCE.matcher(tokens.get(i).text()).matches()) {
        return i + 1;
      }
    }
    throw new TemplateFailure(
        template, 1, "the front matter is not closed; end it with a line of three hyphens");
  }

  /** The text of these tokens, from fence to fence. */
  String render(List<Token> tokens) {
    List<Token> line = new ArrayList<>();
    int templateLine = 1;
    for (Token token : tokens) {
      if (token.kind() == Kind.LINE) {
        templateLine = Integer.parseInt(token.text());
      } else if (token.kind().isValue() || isLiteral(token)) {
        line.add(token);
      }
      if (endsLine(token)) {
        templateLines.add(templateLine);
        renderLine(line);
        line.clear();
      }
    }
    renderLine(line);
    String yaml = out.toString();
    check(yaml);
    return yaml;
  }

  private void renderLine(List<Token> line) {
    if (quote == 0 && isPlainScalarWithText(line)) {
      renderPlainScalar(line);
      return;
    }
    for (Token token : line) {
      if (isLiteral(token)) {
        token.text().chars().forEach(c -> appendLiteral((char) c));
      } else {
        out.append(escaped ? "\\" : "").append(value(token));
        escaped = false;
      }
    }
  }

  private boolean isPlainScalarWithText(List<Token> line) {
    if (line.stream().noneMatch(t -> t.kind() == Kind.PLAIN || t.kind() == Kind.MARKDOWN)) {
      return false;
    }
    String head = isLiteral(line.get(0)) ? line.get(0).text() : "";
    Matcher matcher = SCALAR_START.matcher(head);
    boolean known = matcher.matches();
    String scalar = known ? matcher.group(2) : head;
    return scalar.isEmpty() ? !startsKey(line) : "\"'[{|>&*!#%@`".indexOf(scalar.charAt(0)) < 0;
  }

  /** Whether the value is itself a key. */
  private static boolean startsKey(List<Token> line) {
    return line.size() > 2 && isLiteral(line.get(2)) && line.get(2).text().startsWith(":");
  }

  private void renderPlainScalar(List<Token> line) {
    StringBuilder scalar = new StringBuilder();
    Matcher head = SCALAR_START.matcher(isLiteral(line.get(0)) ? line.get(0).text() : "");
    boolean keyed = head.matches();
    if (keyed) {
      out.append(head.group(1));
      scalar.append(head.group(2));
    }
    for (Token token : line.subList(keyed && isLiteral(line.get(0)) ? 1 : 0, line.size())) {
      scalar.append(isLiteral(token) ? token.text() : Text.oneLine(token.text()));
    }
    boolean ended = !scalar.isEmpty() && scalar.charAt(scalar.length() - 1) == '\n';
    out.append(scalars.shortest(scalar.toString().strip())).append(ended ? "\n" : "");
  }

  private void appendLiteral(char c) {
    if (quote == 0 && (c == '"' || c == '\'') && atScalarStart()) {
      quote = c;
    } else if (quote == c && !escaped) {
      quote = 0;
    }
    escaped = quote == '"' && c == '\\' && !escaped;
    out.append(c);
  }

  /** An apostrophe within a word is not a quote. */
  private boolean atScalarStart() {
    int last = out.length() - 1;
    while (last >= 0 && out.charAt(last) == ' ') {
      last--;
    }
    return last < 0 || ":-[{,\n".indexOf(out.charAt(last)) >= 0;
  }

  private String value(Token token) {
    String text = Text.oneLine(token.text());
    if (token.kind() == Kind.YAML) {
      return quote == 0 ? token.text() : token.text().substring(1, token.text().length() - 1);
    }
    if (token.kind() == Kind.TYPED) {
      return text;
    }
    return switch (quote) {
      case '"' -> scalars.withinDoubleQuotes(text);
      case '\'' -> text.replace("'", "''");
      default -> scalars.shortest(text);
    };
  }

  private void check(String yaml) {
    String content =
        yaml.substring(yaml.indexOf('\n') + 1, yaml.stripTrailing().lastIndexOf('\n') + 1);
    try {
      Object read = new Load(LoadSettings.builder().build()).loadFromString(content);
      if (read != null && !(read instanceof Map)) {
        throw new TemplateFailure(template, 2, "the front matter is not a list of keys and values");
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      int line = mark.map(m -> m.getLine() + 1).orElse(0);
      int templateLine = line < templateLines.size() ? templateLines.get(line) : 1;
      throw new TemplateFailure(
          template, templateLine, "the front matter is not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new TemplateFailure(template, 1, "the front matter is not YAML: " + e.getMessage(), e);
    }
  }

  private static int previousVisible(List<Token> tokens, int i) {
    int at = i - 1;
    while (at > 0 && !isLiteral(tokens.get(at)) && !tokens.get(at).kind().isValue()) {
      at--;
    }
    return at;
  }

  private static boolean endsLine(Token token) {
    return isLiteral(token) && token.text().endsWith("\n");
  }

  private static boolean isLiteral(Token token) {
    return token.kind() == Kind.LITERAL;
  }
}
