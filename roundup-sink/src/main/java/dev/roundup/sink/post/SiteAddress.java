package dev.roundup.sink.post;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a site is on the web, for texts that are read elsewhere.
 *
 * @param url without a slash at its end; null: nobody said
 * @param title null: nobody said
 * @param permalink the path of posts, of {@code :year}, {@code :month}, {@code :day}, {@code
 *     :title} and {@code :filename}
 */
public record SiteAddress(String url, String title, String permalink) {
  /** Nobody said where. */
  public static final SiteAddress UNKNOWN = new SiteAddress(null, null, "");

  private static final Pattern WEB = Pattern.compile("(?i:https?)://[^\\s/\"<>]+[^\\s\"<>]*");
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?(?<filename>(\\d{4})-(\\d\\d)-(\\d\\d)-(.+))\\.(?:md|markdown)");

  private static final Pattern PLACEHOLDER = Pattern.compile(":[a-z]+");
  private static final Set<String> PLACEHOLDERS =
      Set.of(":year", ":month", ":day", ":title", ":filename");

  /**
   * An address as people write it.
   *
   * @param url empty: nobody said
   * @param title empty: nobody said
   * @param permalink empty: the format's own
   * @throws IllegalArgumentException with a clause that says what is wrong
   */
  public static SiteAddress of(String url, String title, String permalink, Format format) {
    if (!url.isEmpty() && !WEB.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "\"" + url + "\" is no address such as https://blog.example");
    }
    String pattern = permalink.isEmpty() ? format.permalink() : permalink;
    PLACEHOLDER
        .matcher(pattern)
        .results()
        .filter(placeholder -> !PLACEHOLDERS.contains(placeholder.group()))
        .findFirst()
        .ifPresent(
            placeholder -> {
              throw new IllegalArgumentException(
                  "\"" + placeholder.group() + "\" is none of " + new TreeSet<>(PLACEHOLDERS));
            });
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("\"" + pattern + "\" does not begin with a slash");
    }
    return new SiteAddress(
        url.isEmpty() ? null : url.replaceAll("/+$", ""), title.isEmpty() ? null : title, pattern);
  }

  /** The address of a path of the site, which begins with a slash; empty if nobody said where. */
  Optional<String> of(String path) {
    return Optional.ofNullable(url).map(base -> base + path);
  }

  /**
   * The address of a post, by the path of its file in the site's directory; empty too for a draft.
   */
  public Optional<String> post(String file) {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return of(
        permalink
            .replace(":filename", matcher.group("filename"))
            .replace(":year", matcher.group(2))
            .replace(":month", matcher.group(3))
            .replace(":day", matcher.group(4))
            .replace(":title", matcher.group(5)));
  }

  /** An address of the facts as it is seen from elsewhere: paths of the site become whole. */
  String absolute(String address) {
    return address.startsWith("/") && !address.startsWith("//")
        ? of(address).orElse(address)
        : address;
  }

  Map<String, Object> names(String language) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("url", url);
    names.put("title", title);
    names.put("language", language);
    return names;
  }
}
