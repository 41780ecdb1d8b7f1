package dev.roundup.schemas.codec;

import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** The rule of a text: what {@code @format} in the schema names. */
enum TextFormat {
  ID("1 to 128 printable characters, no blank at either end") {
    @Override
    String faultOf(String text) {
      int length = text.codePointCount(0, text.length());
      if (length == 0 || length > 128) {
        return "has " + length + " characters; an id has 1 to 128";
      }
      if (!text.strip().equals(text)) {
        return "begins or ends with a blank; an id does not";
      }
      return unfit(text, c -> !Characters.printable(c), "an id holds printable characters only");
    }
  },

  MEETUP_ID("lower-case letters, digits and hyphens, at most 80, no hyphen first") {
    @Override
    String faultOf(String text) {
      return isMeetupId(text)
          ? null
          : Quoted.of(text)
              + " is no such id: 1 to 80 lower-case letters (a to z), digits and hyphens are"
              + " wanted, the first of them no hyphen";
    }
  },

  NAME("text on one line, not blank") {
    @Override
    String faultOf(String text) {
      return text.isBlank() ? "is blank; a name is wanted" : TEXT.faultOf(text);
    }
  },

  TEXT("text on one line") {
    @Override
    String faultOf(String text) {
      return unfit(
          text,
          c -> isControl(c) || Characters.endsLine(c),
          "plain text on one line is wanted, without control characters");
    }
  },

  MARKDOWN("Markdown; lines end with \\n") {
    @Override
    String faultOf(String text) {
      return unfit(
          text,
          c -> isControl(c) && c != '\n',
          "text is wanted, without control characters other than tab and newline");
    }
  },

  URL("http(s) with a host, or a path of the site that begins with one /") {
    @Override
    String faultOf(String text) {
      return Urls.faultOf(text);
    }
  },

  ZONE("the IANA name of a time zone") {
    @Override
    String faultOf(String text) {
      return ZONES.contains(text)
          ? null
          : Quoted.of(text)
              + " is no time zone; the IANA name of one is wanted, as in Europe/Oslo"
              + Closest.hint(text, ZONES);
    }
  };

  /** A copy: the provider makes one at every call. */
  private static final Set<String> ZONES = Set.copyOf(ZoneRulesProvider.getAvailableZoneIds());

  private final String rule;

  TextFormat(String rule) {
    this.rule = rule;
  }

  /** The rule, as people read it. */
  String rule() {
    return rule;
  }

  /** What is wrong with the text, or null. */
  abstract String faultOf(String text);

  /** The format of the name that the schema uses. */
  static TextFormat named(String format) {
    return valueOf(format.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static boolean isMeetupId(String text) {
    if (text.isEmpty() || text.length() > 80 || text.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isControl(int c) {
    return c < ' ' ? c != '\t' : c >= 0x7f && c <= 0x9f;
  }

  /**
   * Names the first character that is unfit, or half a surrogate pair. No format refuses what ASCII
   * can print.
   */
  private static String unfit(String text, IntPredicate unfit, String wanted) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f) {
        int point = text.codePointAt(i);
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (half || unfit.test(point)) {
          String what = (half ? "half a surrogate pair, " : "") + Characters.name(point);
          return "holds " + what + " at character " + (i + 1) + "; " + wanted;
        }
        i += Character.charCount(point) - 1;
      }
    }
    return null;
  }
}
