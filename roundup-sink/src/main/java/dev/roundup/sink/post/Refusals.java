package dev.roundup.sink.post;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a template where a value stands that may not stand there. */
final class Refusals {
  private static final Pattern TAG =
      Pattern.compile("(?s)(?<!\\\\)\\{\\{(?:!--.*?--\\}\\}|\\{?~?([#/!>^]|else\\b)?.*?\\}{2,3})");
  private static final Pattern RUNS = Pattern.compile("(?i)(?:javascript|vbscript|data):");

  private Refusals() {}

  /** The failure of the first value with this refusal; without a line if it is in a partial. */
  static TemplateFailure located(String source, String sentence) {
    Markup markup = new Markup(Markup.Language.MARKDOWN);
    Matcher tag = TAG.matcher(source);
    int at = Math.max(0, source.startsWith("---") ? source.indexOf("\n---") + 4 : 0);
    while (tag.find(at)) {
      source.substring(at, tag.start()).chars().forEach(c -> markup.read((char) c));
      at = tag.end();
      boolean isValue = tag.group(1) == null && !tag.group().startsWith("{{!");
      if (isValue && markup.refusal().filter(sentence::equals).isPresent()) {
        return failure(source, tag.start(), sentence);
      }
      if (isValue) {
        markup.skipValue();
      }
    }
    Matcher runs = RUNS.matcher(source);
    return runs.find()
        ? failure(source, runs.start(), sentence)
        : new TemplateFailure(PostTemplate.FILE, 0, sentence);
  }

  private static TemplateFailure failure(String source, int at, String sentence) {
    int line = 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
    return new TemplateFailure(PostTemplate.FILE, line, sentence);
  }
}
