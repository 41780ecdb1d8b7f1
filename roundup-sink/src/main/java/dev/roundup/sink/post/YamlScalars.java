package dev.roundup.sink.post;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Texts as scalars of YAML front matter. */
final class YamlScalars {
  private static final int LONGEST_PLAIN = 100;
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9._/]*+(?:[ -][A-Za-z0-9._/]++)*+");
  private static final Pattern KEYWORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  private final DumpSettings settings =
      DumpSettings.builder()
          .setDefaultScalarStyle(ScalarStyle.DOUBLE_QUOTED)
          .setUseUnicodeEncoding(true)
          .setSplitLines(false)
          .setWidth(Integer.MAX_VALUE)
          .build();

  /** A double-quoted scalar of the text on one line. */
  String quoted(String text) {
    return new Dump(settings).dumpToString(Text.oneLine(text)).stripTrailing();
  }

  /** What stands between the quotes of {@link #quoted}. */
  String withinDoubleQuotes(String text) {
    String quoted = quoted(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Without quotes where every reader of YAML takes it for this very text, else with them. */
  String shortest(String text) {
    boolean plain =
        text.length() <= LONGEST_PLAIN
            && PLAIN.matcher(text).matches()
            && !KEYWORD.matcher(text).matches();
    return plain ? text : quoted(text);
  }
}
