package dev.roundup.sink.post;

import java.util.regex.Pattern;

/**
 * Marks the lines of a template's front matter, so that a fault of the result can be traced back.
 */
final class FrontMatterLines {
  private static final Pattern FENCE = Pattern.compile("---[ \\t]*");
  private static final Pattern STANDALONE = Pattern.compile("[ \\t]*\\{\\{[~#^/!>]?.*|[ \\t]*");

  private FrontMatterLines() {}

  static String marked(String template) {
    String[] lines = template.split("\n", -1);
    if (!FENCE.matcher(lines[0]).matches()) {
      return template;
    }
    StringBuilder out = new StringBuilder(lines[0]);
    int open = 0;
    int n = 1;
    for (; n < lines.length && !FENCE.matcher(lines[n]).matches(); n++) {
      boolean whole = open == 0 && !STANDALONE.matcher(lines[n]).matches();
      out.append('\n').append(whole ? Marks.line(n + 1) : "").append(lines[n]);
      open += lines[n].split("\\{\\{", -1).length - lines[n].split("\\}\\}", -1).length;
    }
    for (; n < lines.length; n++) {
      out.append('\n').append(lines[n]);
    }
    return out.toString();
  }
}
