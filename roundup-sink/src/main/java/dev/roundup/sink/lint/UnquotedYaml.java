package dev.roundup.sink.lint;

import dev.roundup.sink.page.FrontMatter;
import dev.roundup.sink.page.FrontMatter.Value;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Front matter that is no YAML, or that YAML reads otherwise than people. Site generators read YAML
 * 1.1, in which {@code no} is false and {@code 18:30} is 1110.
 */
final class UnquotedYaml implements Rule {
  /** Keys whose values are read by people, or compared with words. */
  private static final Set<String> TEXTS =
      Set.of(
          "title",
          "subtitle",
          "description",
          "excerpt",
          "summary",
          "caption",
          "alt",
          "name",
          "author",
          "authors",
          "speaker",
          "speakers",
          "host",
          "hosts",
          "sponsor",
          "sponsors",
          "venue",
          "location",
          "city",
          "country",
          "address",
          "lang",
          "language",
          "locale",
          "tag",
          "tags",
          "category",
          "categories",
          "series",
          "meetup",
          "slug",
          "layout");

  private static final Pattern BOOLEAN =
      Pattern.compile("y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF");

  private static final Pattern SIXTIES =
      Pattern.compile("[-+]?\\d+(?::[0-5]?\\d){1,2}(?:\\.\\d*)?");
  private static final Pattern OCTAL = Pattern.compile("0[0-7]{1,15}");
  private static final Pattern LOST_ZERO = Pattern.compile("[-+]?\\d+\\.\\d+0");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL");

  /** A comment that looks like a tag or a number; a real one has a blank after its hash. */
  private static final Pattern CUT = Pattern.compile("[ \\t]*#[\\p{L}\\p{N}].*");

  @Override
  public String id() {
    return "unquoted-yaml";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String meaning() {
    return "front matter is no YAML, or YAML misreads a value";
  }

  @Override
  public void check(Post post, Findings findings) {
    FrontMatter frontMatter = post.page().frontMatter();
    String text = post.page().text();
    if (frontMatter.mistake() != null) {
      mistake(text, frontMatter, findings);
    }
    for (Value value : frontMatter.values()) {
      if (value.plain()) {
        check(text, value, findings);
      }
    }
  }

  /** The parser says where it gave up; people look for what they wrote on that line. */
  private static void mistake(String text, FrontMatter frontMatter, Findings findings) {
    int at = Math.min(frontMatter.mistake().at(), Math.max(0, frontMatter.end() - 1));
    int start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    int end = text.indexOf('\n', start);
    findings.add(
        Math.max(start, frontMatter.start()),
        end < 0 ? text.length() : end,
        "The front matter is no YAML ("
            + frontMatter.mistake().problem()
            + "). A value with : # @ or quotes in it stands in double quotes.");
  }

  private static void check(String text, Value value, Findings findings) {
    String meant = text.substring(value.start(), value.end());
    String read = readAs(value, meant);
    int line = text.indexOf('\n', value.end());
    String rest = text.substring(value.end(), line < 0 ? text.length() : line);
    if (read != null) {
      String quoted = "\"" + meant + "\"";
      findings.add(
          value.start(),
          value.end(),
          "YAML reads " + meant + " as " + read + ". If it is text, write " + quoted + ".",
          new Fix(value.start(), value.end(), quoted, false));
    } else if (CUT.matcher(rest).matches() && (isText(value) || meant.isEmpty())) {
      findings.add(
          value.start(),
          value.end() + rest.stripTrailing().length(),
          "YAML takes " + rest.strip() + " for a comment. Put the value into double quotes.");
    }
  }

  /** Null where people and YAML agree. */
  private static String readAs(Value value, String meant) {
    if (BOOLEAN.matcher(meant).matches() && isText(value)) {
      return "yYoO".indexOf(meant.charAt(0)) >= 0 && !meant.equalsIgnoreCase("off")
          ? "true"
          : "false";
    } else if (SIXTIES.matcher(meant).matches()) {
      return "a number in base 60";
    } else if (OCTAL.matcher(meant).matches()) {
      return "the number " + Long.parseLong(meant, 8);
    } else if (LOST_ZERO.matcher(meant).matches()) {
      return "the number " + Double.parseDouble(meant);
    } else if (DATE.matcher(meant).matches() && isText(value)) {
      return "a date";
    } else if (NULL.matcher(meant).matches() && isText(value)) {
      return "nothing";
    }
    return null;
  }

  private static boolean isText(Value value) {
    return TEXTS.contains(value.key());
  }
}
