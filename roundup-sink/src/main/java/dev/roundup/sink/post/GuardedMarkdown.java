package dev.roundup.sink.post;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown of the facts, made harmless: what it can do is format text and link to where a reader
 * may be led. HTML, Liquid, kramdown's attribute lists and links of other schemes are shown as
 * text.
 *
 * <p>The guard does not have to agree with any parser on what is a link or a code span. It lets
 * pass only the plainest form of each construct, and escapes every character that could begin
 * another one, within code too: such code becomes a {@code <code>} element with its text escaped.
 */
final class GuardedMarkdown {
  /** A link's destination in its plainest form, with an optional title. */
  private static final Pattern DESTINATION =
      Pattern.compile("\\(([^\\s<>()\"'\\\\`{}|]+)(?: \"([^\"\\\\<>{}`\\n]*)\")?\\)");

  private static final Pattern DEFINITION =
      Pattern.compile(":[ \\t]+([^\\s<>()\"'\\\\`{}|]+)[ \\t]*(?=\\n|$)");
  private static final Pattern AUTOLINK =
      Pattern.compile("<((?:https?://|mailto:)[^\\s<>\"'\\\\`{}|]+)>");
  private static final Pattern NUMBERED = Pattern.compile("[0-9]+([.)])(?=\\s|$)");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(?:(`{3,})([^`\n]*)|(~{3,})(.*))");

  /** More lists and quotes within one another than any parser should be asked to follow. */
  private static final Pattern TOO_DEEP =
      Pattern.compile("(?:[ \\t]*(?:>|[*+-][ \\t]|[0-9]{1,9}[.)][ \\t])){9}");

  private static final Pattern PLAIN_INFO = Pattern.compile("[A-Za-z0-9+_-]*");
  private static final Pattern LIQUID = Pattern.compile("\\{[{%]");
  private static final Pattern LIQUID_GUARD = Pattern.compile("\\{\\{ \"(\\{[{%])\" \\}\\}");
  private static final Pattern SHORTCODE = Pattern.compile("\\{\\{[<%]");
  private static final Pattern DANGEROUS_CODE =
      Pattern.compile("<|&[#A-Za-z]|\\{[{%:#]|\\{$|^%|\\]\\(|\\]:|\\||\\$\\$");

  /** Goldmark takes code for what this guard takes for it, if it is of one line. */
  private static final Pattern DANGEROUS_CODE_FOR_HUGO = Pattern.compile("\\{\\{[<%]|\\||\n");

  private final String text;
  private final Place place;
  private final StringBuilder out;

  /** How far line ends were looked for, and where the line begins that this is in. */
  private int lookedTo;

  private int line;

  /** Where the paragraph ends that was looked at last. */
  private int paragraph = -1;

  private GuardedMarkdown(String text, Place place) {
    this.text = text;
    this.place = place;
    this.out = new StringBuilder(text.length() + 16);
  }

  /** Markdown on one line: what would begin a heading, a list or a rule there is text. */
  static String inline(String markdown, Place place) {
    return new GuardedMarkdown(Text.oneLine(markdown), place).guard();
  }

  /** Markdown of several lines, which begins a line of its own. */
  static String blocks(String markdown, Format format) {
    StringBuilder out = new StringBuilder();
    StringBuilder prose = new StringBuilder();
    String fence = null;
    StringBuilder code = new StringBuilder();
    String info = "";
    for (String line : markdown.strip().split("\n", -1)) {
      Matcher matcher = FENCE.matcher(line);
      boolean fenced = matcher.matches();
      if (fence == null && fenced) {
        flush(prose, out, format);
        fence = fence(matcher);
        info = rest(matcher).strip();
      } else if (fence != null && fenced && closes(matcher, fence)) {
        appendFenced(code, fence, info, out, format);
        fence = null;
      } else if (fence == null && TOO_DEEP.matcher(line).lookingAt()) {
        flush(prose, out, format);
        out.append('\n').append(inline(line, Place.line(format))).append("\n\n");
      } else {
        (fence == null ? prose : code).append(line).append('\n');
      }
    }
    if (fence != null) {
      appendFenced(code, fence, info, out, format);
    }
    flush(prose, out, format);
    return out.toString().strip();
  }

  /** What Liquid makes of the guards against it. */
  static String withoutLiquid(String markdown) {
    return LIQUID_GUARD.matcher(markdown).replaceAll("$1");
  }

  private static boolean closes(Matcher line, String fence) {
    return fence(line).startsWith(fence) && rest(line).isBlank();
  }

  private static String fence(Matcher line) {
    return line.group(1) != null ? line.group(1) : line.group(3);
  }

  private static String rest(Matcher line) {
    return line.group(1) != null ? line.group(2) : line.group(4);
  }

  private static void flush(StringBuilder prose, StringBuilder out, Format format) {
    if (!prose.isEmpty()) {
      out.append(new GuardedMarkdown(prose.toString(), Place.lines(format)).guard());
      prose.setLength(0);
    }
  }

  /**
   * A code block between blank lines is one for every parser, so that nothing in it needs escaping
   * but Liquid or shortcodes, which run before Markdown and know no code. Nothing in a code block
   * can hide a shortcode from Hugo: then its lines are a paragraph.
   */
  private static void appendFenced(
      StringBuilder code, String fence, String info, StringBuilder out, Format format) {
    boolean plainInfo = PLAIN_INFO.matcher(info).matches();
    String body = (plainInfo ? "" : info + "\n") + code;
    code.setLength(0);
    if (format == Format.HUGO && SHORTCODE.matcher(body).find()) {
      out.append('\n');
      body.lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> out.append(inline(line, Place.line(format))).append("  \n"));
      out.append('\n');
      return;
    }
    out.append('\n').append(fence).append(plainInfo ? info : "").append('\n');
    out.append(format == Format.JEKYLL ? LIQUID.matcher(body).replaceAll("{{ \"$0\" }}") : body);
    out.append(fence).append("\n\n");
  }

  private String guard() {
    int i = place.blockStart() ? appendBlockStart() : 0;
    while (i < text.length()) {
      i = append(i);
    }
    return out.toString();
  }

  /** Escapes what would make more than a paragraph of a line; the index of what is left. */
  private int appendBlockStart() {
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.lookingAt()) {
      out.append(text, 0, numbered.start(1)).append('\\').append(numbered.group(1));
      return numbered.end();
    }
    if (text.isEmpty()) {
      return 0;
    }
    char c = text.charAt(0);
    boolean alone = text.length() == 1 || text.charAt(1) == ' ';
    boolean marker = c == '#' || c == '>' || ("*-+:".indexOf(c) >= 0 && alone) || isRule(c);
    if (c == '^' && text.length() == 1) {
      out.append("&#94;");
      return 1;
    }
    if (marker) {
      out.append('\\').append(c);
      return 1;
    }
    return 0;
  }

  /** Whether the text is nothing but this character, often enough for a rule or an underline. */
  private boolean isRule(char c) {
    String bare = text.replace(" ", "");
    return (c == '-' || c == '=' || (bare.length() > 2 && (c == '*' || c == '_')))
        && bare.chars().allMatch(other -> other == c);
  }

  private int append(int i) {
    char c = text.charAt(i);
    char before = i > 0 ? text.charAt(i - 1) : place.before();
    boolean last = i + 1 == text.length();
    char after = last ? place.after() : text.charAt(i + 1);
    switch (c) {
      case '\\' -> {
        return appendEscaped(i, last);
      }
      case '`' -> {
        return appendCode(i);
      }
      case '~' -> {
        return appendTildes(i);
      }
      case '<' -> {
        return appendAngle(i, last || !(after == ' ' || after == '\n'));
      }
      case ']' -> {
        return appendBracket(i, last, after);
      }
      case '{' -> out.append(place.isBrace(before, last, after) ? "&#123;" : "{");
      case '%' -> out.append(before == '{' ? "&#37;" : "%");
      case '|' -> out.append(startsWithPipe(i) ? "|" : "\\|");
      case '(', ':' -> out.append(i == 0 && before == ']' ? "\\" : "").append(c);
      case '!' -> out.append(last && after == '[' ? "\\!" : "!");
      case '$' -> out.append(before == '$' || after == '$' ? "\\$" : "$");
      default -> out.append(c);
    }
    return i + 1;
  }

  /** Three or more would begin a code block. */
  private int appendTildes(int i) {
    int end = i;
    while (end < text.length() && text.charAt(end) == '~') {
      end++;
    }
    int start = i > 0 && text.charAt(i - 1) == '~' ? i - 1 : i; // one may be escaped already
    out.append((end - start > 2 ? "\\~" : "~").repeat(end - i));
    return end;
  }

  /** A table's row keeps its bars; any other line must not become one. */
  private boolean startsWithPipe(int i) {
    for (; lookedTo < i; lookedTo++) {
      if (text.charAt(lookedTo) == '\n') {
        line = lookedTo + 1;
      }
    }
    return place.before() == '\n' && !place.blockStart() && text.charAt(line) == '|';
  }

  private int appendEscaped(int i, boolean last) {
    if (last) {
      out.append("\\\\");
      return i + 1;
    }
    char c = text.charAt(i + 1);
    if (c == '<' || c == '{' || c == '%' || c == '&') {
      out.append(c == '<' ? "&lt;" : c == '{' ? "&#123;" : c == '%' ? "&#37;" : "&amp;");
    } else {
      out.append('\\').append(c);
    }
    return i + 2;
  }

  private int appendCode(int i) {
    int open = i;
    while (open < text.length() && text.charAt(open) == '`') {
      open++;
    }
    String ticks = text.substring(i, open);
    int close = closing(ticks, open);
    if (close < 0) {
      out.append("\\`".repeat(ticks.length()));
      return open;
    }
    String code = text.substring(open, close);
    Pattern dangerous = place.format() == Format.HUGO ? DANGEROUS_CODE_FOR_HUGO : DANGEROUS_CODE;
    if (ticks.length() > 2 || dangerous.matcher(code).find()) {
      String text = PlainMarkdown.escape(code, Place.inline(place.format()));
      out.append("<code>").append(text).append("</code>");
    } else {
      out.append(ticks).append(code).append(ticks);
    }
    return close + ticks.length();
  }

  /** Where a run of exactly these backticks begins within the paragraph, or -1. */
  private int closing(String ticks, int from) {
    if (paragraph < from) {
      int blankLine = text.indexOf("\n\n", from);
      paragraph = blankLine < 0 ? text.length() : blankLine;
    }
    int at = from;
    while ((at = text.indexOf(ticks, at)) >= 0 && at < paragraph) {
      int end = at;
      while (end < text.length() && text.charAt(end) == '`') {
        end++;
      }
      if (end - at == ticks.length()) {
        return at;
      }
      at = end;
    }
    return -1;
  }

  private int appendAngle(int i, boolean significant) {
    Matcher autolink = AUTOLINK.matcher(text).region(i, text.length());
    if (autolink.lookingAt() && Urls.isSafe(autolink.group(1))) {
      out.append('<').append(Urls.encode(autolink.group(1))).append('>');
      return autolink.end();
    }
    out.append(significant ? "&lt;" : "<");
    return i + 1;
  }

  private int appendBracket(int i, boolean last, char after) {
    if (after != '(' && after != ':') {
      out.append(']');
      return i + 1;
    }
    Pattern good = after == '(' ? DESTINATION : DEFINITION;
    Matcher target = good.matcher(text).region(i + 1, text.length());
    if (!last && target.lookingAt() && Urls.isSafe(target.group(1))) {
      String title = after == '(' && target.group(2) != null ? " \"" + target.group(2) + "\"" : "";
      String url = Urls.encode(target.group(1));
      out.append(after == '(' ? "](" + url + title + ")" : "]: " + url);
      return target.end();
    }
    out.append("\\]\\").append(after);
    return last ? i + 1 : i + 2;
  }
}
