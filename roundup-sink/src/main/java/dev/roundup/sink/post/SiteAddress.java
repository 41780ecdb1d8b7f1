package dev.roundup.sink.post;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?(?<filename>(\\d{4})-(\\d\\d)-(\\d\\d)-(.+))\\.(?:md|markdown)");

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
