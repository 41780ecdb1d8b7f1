package dev.roundup.sink.lint;

import dev.roundup.sink.page.Reference;
import dev.roundup.sink.page.Reference.Source;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Images that say nothing to those who cannot see them. */
final class MissingAlt implements Rule {
  private static final Pattern FILE =
      Pattern.compile(
          "(?i)\\S+\\.(?:avif|gif|heic|jpe?g|png|svg|webp)"
              + "|(?:img|dscn?|dscf|pxl|image|photo|picture|screenshot|screen shot)[ _-]?\\d[\\w .:-]*");

  private static final Set<String> NOTHING =
      Set.of("alt", "alt text", "image", "image alt text", "img", "photo", "picture", "screenshot");

  @Override
  public String id() {
    return "missing-alt";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String meaning() {
    return "an image has no alternative text worth the name";
  }

  @Override
  public void check(Post post, Findings findings) {
    post.page().references().stream()
        .filter(reference -> reference.kind() == Reference.Kind.IMAGE)
        .filter(image -> image.source() != Source.FRONT_MATTER)
        .forEach(image -> check(image, findings));
  }

  private static void check(Reference image, Findings findings) {
    String alt = image.label() == null ? null : image.label().strip();
    if (alt != null && alt.isEmpty() && image.source() == Source.HTML) {
      return; // so HTML says that an image is there for its looks only
    }
    if (alt == null || alt.isEmpty()) {
      tell(image, "The image has no alternative text. Say what is to be seen on it.", findings);
    } else if (FILE.matcher(alt).matches() || NOTHING.contains(alt.toLowerCase(Locale.ROOT))) {
      tell(
          image,
          "The alternative text \"" + alt + "\" says nothing. Say what is to be seen on the image.",
          findings);
    }
  }

  private static void tell(Reference image, String message, Findings findings) {
    findings.add(image.start(), image.end(), message);
  }
}
