package dev.roundup.sink.lint;

import dev.roundup.sink.media.YouTube;
import dev.roundup.sink.page.Reference;
import dev.roundup.sink.page.Reference.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Videos that cannot be played where they are shown. */
final class UnusableVideo implements Rule {
  private static final Pattern EMBED =
      Pattern.compile("(?i)(?:https?:)?//(?:www\\.)?youtube(?:-nocookie)?\\.com/(?:embed|v)/.*");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{11}");

  /** As templates of Hugo and of Jekyll's themes take an id. */
  private static final Pattern TAG =
      Pattern.compile(
          "\\{\\{<\\s*youtube\\s+(?:id=)?\"?([^\\s\">]+)"
              + "|\\{%-?\\s*include\\s[^%]*\\byoutube[^%]*\\bid=[\"']([^\"'%]*)[\"']");

  @Override
  public String id() {
    return "unusable-video";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String meaning() {
    return "a video cannot be played where it is shown";
  }

  @Override
  public void check(Post post, Findings findings) {
    for (Reference reference : post.page().references()) {
      String url = absolute(reference.target().strip());
      if (reference.isTemplated()) {
        continue;
      }
      if (YouTube.isBroken(url)) {
        tell(
            reference,
            "No video can be at " + url + ": an id on YouTube has 11 characters.",
            null,
            findings);
      } else if (reference.kind() == Kind.FRAME) {
        checkFrame(reference, url, findings);
      }
    }
    checkTags(post, findings);
  }

  private static void checkFrame(Reference frame, String url, Findings findings) {
    Optional<YouTube> video = YouTube.of(url);
    if (video.isPresent() && !EMBED.matcher(url).matches()) {
      String embed = video.get().embed();
      Fix fix =
          frame.hasTarget() ? new Fix(frame.targetStart(), frame.targetEnd(), embed, false) : null;
      tell(
          frame,
          "YouTube does not let a page show " + url + " in a frame. Use " + embed + ".",
          fix,
          findings);
    } else if (url.toLowerCase(Locale.ROOT).startsWith("http://")) {
      tell(
          frame,
          "Browsers refuse a frame from http:// in a page from https://. Use https://.",
          null,
          findings);
    }
  }

  private static void checkTags(Post post, Findings findings) {
    if (!post.page().text().contains("youtube")) {
      return;
    }
    Matcher tag = TAG.matcher(post.page().text());
    while (tag.find()) {
      int group = tag.group(1) == null ? 2 : 1;
      String id = tag.group(group);
      if (!ID.matcher(id).matches() && !id.contains("{") && post.page().isTag(tag.start())) {
        findings.add(
            tag.start(group),
            tag.end(group),
            "\"" + id + "\" is no id of a video on YouTube: those have 11 characters.");
      }
    }
  }

  private static String absolute(String url) {
    return url.startsWith("//") ? "https:" + url : url;
  }

  private static void tell(Reference reference, String message, Fix fix, Findings findings) {
    findings.add(reference.start(), reference.end(), message, fix);
  }
}
