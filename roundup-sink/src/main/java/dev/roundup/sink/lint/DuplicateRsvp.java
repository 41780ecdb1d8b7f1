package dev.roundup.sink.lint;

import dev.roundup.sink.media.Tracking;
import dev.roundup.sink.page.Reference;
import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The same place to sign up at, offered twice. */
final class DuplicateRsvp implements Rule {
  private static final Pattern LABEL =
      Pattern.compile(
          "(?iu)\\b(?:rsvp|sign up|register|registration|tickets?|tell us that you are coming"
              + "|(?:save|book|reserve) (?:your|a) (?:seat|spot|place)|anmeld\\w*|tilmeld\\w*|inscri\\w+)\\b");

  private static final Pattern EVENT =
      Pattern.compile(
          "(?i)https?://(?:www\\.)?(?:meetup\\.com/[^/]+/events/|eventbrite\\.[a-z.]+/e/|lu\\.ma/|luma\\.com/|ti\\.to/).+");

  private static final Pattern TAIL = Pattern.compile("#.*|/+(?=$|[?#])");

  @Override
  public String id() {
    return "duplicate-rsvp";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String meaning() {
    return "the same RSVP link is there twice";
  }

  @Override
  public void check(Post post, Findings findings) {
    Map<String, String> labels = new HashMap<>();
    for (Reference reference : post.page().references()) {
      if (!isRsvp(reference)) {
        continue;
      }
      String target = TAIL.matcher(Tracking.removedFrom(reference.target())).replaceAll("");
      String before = labels.putIfAbsent(target, reference.label());
      if (before != null) {
        findings.add(
            reference.start(),
            reference.end(),
            "\"" + before + "\" leads there already. One RSVP link is enough.");
      }
    }
  }

  /** A link that reads like one, or an event's address that stands there as itself. */
  private static boolean isRsvp(Reference reference) {
    if (reference.kind() != Kind.LINK || reference.source() == Source.DEFINITION) {
      return false;
    }
    boolean bare = reference.target().equals(reference.label());
    return bare
        ? EVENT.matcher(reference.target()).matches()
        : LABEL.matcher(reference.label()).find() && !reference.target().startsWith("#");
  }
}
