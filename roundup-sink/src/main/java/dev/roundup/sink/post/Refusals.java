package dev.roundup.sink.post;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a template where a value stands that may not stand there. */
final class Refusals {
  private static final Pattern TAG =
      Pattern.compile("(?s)(?<!\\\\)\\{\\{(?:!--.*?--\\}\\}|\\{?~?([#/!>^]|else\\b)?.*?\\}{2,3})");
  private static final Pattern RUNS = Pattern.compile("(?i)(?:javascript|vbscript|data):");

  private Refusals() {}

  /**
   * The failure of the first value with this refusal; without a line if it is in a partial.
   *
   * @param name the template's
   */
  static TemplateFailure located(
      String source, String name, Markup.Language language, String sentence) {
    Markup markup = new Markup(language);
    Matcher tag = TAG.matcher(source);
    int at = Math.max(0, source.startsWith("---") ? source.indexOf("\n---") + 4 : 0);
    while (tag.find(at)) {
      source.substring(at, tag.start()).chars().forEach(c -> markup.read((char) c));
      at = tag.end();
      boolean isValue = tag.group(1) == null && !tag.group().startsWith("{{!");
      if (isValue && markup.refusal().filter(sentence::equals).isPresent()) {
        return failure(source, name, tag.start(), sentence);
      }
      if (isValue) {
        markup.skipValue();
      }
    }
    Matcher runs = RUNS.matcher(source);
    return runs.find()
        ? failure(source, name, runs.start(), sentence)
        : new TemplateFailure(name, 0, sentence);
  }

  private static TemplateFailure failure(String source, String name, int at, String sentence) {
    int line = 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
    return new TemplateFailure(name, line, sentence);
  }
}
