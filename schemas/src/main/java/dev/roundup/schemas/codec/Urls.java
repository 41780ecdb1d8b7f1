package dev.roundup.schemas.codec;

import java.util.regex.Pattern;

/**
 * Where a link or an image may lead: http(s) with a host, or a path of the site itself. Letters of
 * other scripts may stand as they are; what RFC 3986 does not let stand in a URL must be
 * percent-encoded. Nobody's password belongs into a post, so a URL with one is refused.
 */
final class Urls {
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern HOST =
      Pattern.compile("\\[[0-9A-Fa-f:.]+]|[\\p{L}\\p{M}\\p{N}._-]*[\\p{L}\\p{N}][.]?");
  private static final String ENCODED = "\"<>\\^`{|}";

  private Urls() {}

  static String faultOf(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!fits(c)) {
        String what = c > ' ' && c < 0x7f ? Character.toString(c) : Characters.name(c);
        return "holds " + what + " at character " + (i + 1) + "; in a URL that is percent-encoded";
      }
    }
    if (text.startsWith("/")) {
      return text.startsWith("//")
          ? Quoted.of(text) + " leads to another site; a path of the site begins with one /"
          : null;
    }
    if (!begins(text, "https://") && !begins(text, "http://")) {
      return Quoted.of(text)
          + " begins neither with https:// or http:// nor, as a path of the site, with /";
    }
    return faultOfAuthority(text, authority(text));
  }

  private static boolean fits(int c) {
    return c < 0x7f
        ? c > ' ' && ENCODED.indexOf(c) < 0
        : Characters.printable(c) && !Character.isSpaceChar(c);
  }

  private static boolean begins(String url, String scheme) {
    return url.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static String authority(String url) {
    int start = url.indexOf("//") + 2;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(start, end);
  }

  private static String faultOfAuthority(String url, String authority) {
    if (authority.indexOf('@') >= 0) {
      return "holds a user name or a password; a public URL has none";
    }
    int colon = authority.lastIndexOf(':');
    boolean ported = colon > authority.lastIndexOf(']');
    String host = ported ? authority.substring(0, colon) : authority;
    if (!HOST.matcher(host).matches() || host.contains("..")) {
      return Quoted.of(url) + " names no host after its //";
    }
    String port = ported ? authority.substring(colon + 1) : "443";
    if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
      return Quoted.of(url) + " has a port that is none";
    }
    return null;
  }
}
