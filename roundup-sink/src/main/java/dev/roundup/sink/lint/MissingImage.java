package dev.roundup.sink.lint;

import dev.roundup.sink.page.Reference;
import java.util.regex.Pattern;

/** Images that readers do not see. Those on other sites are not asked for. */
final class MissingImage implements Rule {
  /** Of an address, or of a file on somebody's own computer. */
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*|\\\\\\\\.*");

  private static final Pattern OWN_COMPUTER =
      Pattern.compile("(?i)file:.*|[a-z]:\\\\.*|\\\\\\\\.*");

  @Override
  public String id() {
    return "missing-image";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String meaning() {
    return "an image of the site itself is not there";
  }

  @Override
  public void check(Post post, Findings findings) {
    post.page().references().stream()
        .filter(reference -> reference.kind() == Reference.Kind.IMAGE && !reference.isTemplated())
        .forEach(image -> check(post, image, findings));
  }

  private static void check(Post post, Reference image, Findings findings) {
    String target = image.target().strip();
    if (OWN_COMPUTER.matcher(target).matches()) {
      tell(image, target + " is a file on one computer. Put it into the site.", findings);
    } else if (target.isEmpty() || SCHEME.matcher(target).matches()) {
      return; // an empty target is a broken link
    } else if (target.startsWith("/") ? post.site().lacks(target) : !post.hasBeside(target)) {
      tell(
          image,
          "There is no image " + target + " in the site. Add it, or correct the path.",
          findings);
    }
  }

  private static void tell(Reference image, String message, Findings findings) {
    findings.add(image.start(), image.end(), message);
  }
}
