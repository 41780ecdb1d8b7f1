package dev.roundup.sink.lint;

import dev.roundup.sink.page.Page;
import dev.roundup.sink.page.Reference;
import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that nobody can click, and links that lead to a file instead of a host. */
final class BareDomain implements Rule {
  @Override
  public String id() {
    return "bare-domain";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String meaning() {
    return "an address that is no link, or has no https://";
  }

  @Override
  public void check(Post post, Findings findings) {
    if (!post.site().linkifies()) {
      unlinked(post.page(), Domains.ADDRESS, findings);
    }
    unlinked(post.page(), Domains.BARE, findings);
    for (Reference reference : post.page().references()) {
      String target = reference.target().strip();
      if (reference.kind() != Kind.IMAGE
          && reference.source() != Source.DEFINITION
          && Domains.TARGET.matcher(target).matches()
          && !post.hasBeside(target)) {
        findings.add(
            reference.start(),
            reference.end(),
            "The link leads to a file " + target + " of the site. Write https://" + target + ".",
            reference.hasTarget()
                ? new Fix(
                    reference.targetStart(), reference.targetEnd(), "https://" + target, false)
                : null);
      }
    }
  }

  private static void unlinked(Page page, Pattern pattern, Findings findings) {
    Matcher address = pattern.matcher(page.words()).useTransparentBounds(true);
    int from = 0;
    while (Domains.next(page.words(), from, address)) {
      from = address.end();
      if (!page.isReference(address.start())) {
        String text = address.group();
        String link = text.contains("://") ? text : "https://" + text;
        findings.add(
            address.start(),
            address.end(),
            "Readers cannot click " + text + ". Write <" + link + ">, or a link with words.",
            new Fix(address.start(), address.end(), "<" + link + ">", false));
      }
    }
  }
}
