package dev.roundup.sink.media;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a web address as they are written. Unlike {@link java.net.URI} it takes every text,
 * because people write addresses that no standard allows and every browser opens.
 *
 * @param host in lower case, without a port
 * @param query without its question mark; null if there is none
 * @param fragment without its hash; null if there is none
 */
record Address(
    String scheme, String authority, String host, String path, String query, String fragment) {
  private static final Pattern PARTS =
      Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile(":\\d*$");

  /** Empty unless it leads to the web. */
  static Optional<Address> of(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String host = PORT.matcher(parts.group(2)).replaceFirst("").toLowerCase(Locale.ROOT);
    return Optional.of(
        new Address(
            parts.group(1), parts.group(2), host, parts.group(3), parts.group(4), parts.group(5)));
  }

  /** Whether it is this host, or one below it. */
  boolean isAt(String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  /** The first value of a parameter; empty if it is not there, or says nothing. */
  Optional<String> parameter(String name) {
    return parameters().stream()
        .filter(parameter -> name(parameter).equals(name) && parameter.length() > name.length() + 1)
        .map(parameter -> decoded(parameter.substring(name.length() + 1)))
        .findFirst();
  }

  /** The parameters as they are written. */
  private List<String> parameters() {
    return query == null ? List.of() : List.of(query.split("&", -1));
  }

  /** The names of the parameters, in order. */
  List<String> names() {
    return parameters().stream().map(Address::name).toList();
  }

  private static String name(String parameter) {
    int end = parameter.indexOf('=');
    return end < 0 ? parameter : parameter.substring(0, end);
  }

  /** The address without the parameters of these names; every other character stays as it is. */
  String without(Predicate<String> names) {
    List<String> kept = new ArrayList<>(parameters());
    kept.removeIf(parameter -> names.test(name(parameter)));
    return scheme
        + "://"
        + authority
        + path
        + (kept.isEmpty() ? "" : "?" + String.join("&", kept))
        + (fragment == null ? "" : "#" + fragment);
  }

  /** What percent signs stand for; a text that cannot be decoded is taken as it is. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
