package dev.roundup.sink.post;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Character references of HTML, as Markdown decodes them. */
final class Entities {
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40});");

  private Entities() {}

  static boolean startsAt(String text, int index) {
    Matcher matcher = ENTITY.matcher(text).region(index, Math.min(text.length(), index + 44));
    return matcher.lookingAt();
  }

  /** Text for an HTML attribute in double or single quotes. */
  static String attribute(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("{", "&#123;")
        .replace("|", "&#124;")
        .replace("[", "&#91;")
        .replace("]", "&#93;")
        .replace("`", "&#96;");
  }
}
