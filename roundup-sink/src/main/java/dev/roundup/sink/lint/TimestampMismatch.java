package dev.roundup.sink.lint;

import dev.roundup.sink.media.YouTube;
import dev.roundup.sink.page.Page;
import dev.roundup.sink.page.Reference;
import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of a video that the text says, and its link does not lead to. A time may also be one of the
 * day, or how long the video is, so it counts only where it is the link's whole text, follows the
 * link as in ", from 27:55", or stands at the head of a link into the middle of a video or before
 * one, and does not look like an hour at which meetups have talks.
 */
final class TimestampMismatch implements Rule {
  private static final String CLOCK = "((?:\\d{1,2}:)?\\d{1,2}:[0-5]\\d)(?![\\d:])";
  private static final Pattern LABEL = Pattern.compile("\\W*" + CLOCK + "(?!\\s*[ap]\\.?m\\b).*");
  private static final Pattern AFTER =
      Pattern.compile("[\\s\\u0000]*,\\s*from\\s+" + CLOCK + "(?!\\s*[ap]\\.?m\\b)");
  private static final Pattern BEFORE =
      Pattern.compile("(?<![\\d:])" + CLOCK + "[ \\t\\u0000]*[-\u2013\u2014:]?[ \\t\\u0000]*$");

  private static final Pattern HOUR = Pattern.compile("(?:0?[89]|1\\d|2[0-3]):[0-5][05]");

  /** As far as a time before a link can be. */
  private static final int NEAR = 20;

  @Override
  public String id() {
    return "timestamp-mismatch";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String meaning() {
    return "a time in a video differs from where its link leads";
  }

  @Override
  public void check(Post post, Findings findings) {
    for (Reference link : post.page().references()) {
      if (link.kind() == Kind.LINK && link.source() != Source.DEFINITION) {
        YouTube.of(link.target()).ifPresent(video -> check(post.page(), link, video, findings));
      }
    }
  }

  private static void check(Page page, Reference link, YouTube video, Findings findings) {
    Optional<String> said = said(page, link, video);
    int seconds = said.map(TimestampMismatch::seconds).orElse(video.start());
    if (seconds == video.start()) {
      return;
    }
    Fix fix =
        link.hasTarget()
            ? new Fix(link.targetStart(), link.targetEnd(), video.from(seconds).watch(), false)
            : null;
    findings.add(
        link.start(),
        link.end(),
        "The text says %s, the link leads to %s. For %s it ends with t=%ds."
            .formatted(said.get(), clock(video.start()), said.get(), seconds),
        fix);
  }

  private static Optional<String> said(Page page, Reference link, YouTube video) {
    Matcher label = LABEL.matcher(link.label());
    if (label.matches()) {
      boolean all = link.label().strip().equals(label.group(1));
      return all || isPlace(label.group(1), video) ? Optional.of(label.group(1)) : Optional.empty();
    }
    Matcher after = AFTER.matcher(page.words()).region(link.end(), page.words().length());
    if (after.lookingAt()) {
      return Optional.of(after.group(1));
    }
    int from = Math.max(0, link.start() - NEAR);
    Matcher before = BEFORE.matcher(page.words().substring(from, link.start()));
    return before.find() && isPlace(before.group(1), video)
        ? Optional.of(before.group(1))
        : Optional.empty();
  }

  /** Whether it is likely a place in this video: 18:30 is more likely when a talk began. */
  private static boolean isPlace(String clock, YouTube video) {
    return video.start() > 0 && !HOUR.matcher(clock).matches();
  }

  private static int seconds(String clock) {
    int seconds = 0;
    for (String part : clock.split(":", -1)) {
      seconds = seconds * 60 + Integer.parseInt(part);
    }
    return seconds;
  }

  private static String clock(int seconds) {
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
