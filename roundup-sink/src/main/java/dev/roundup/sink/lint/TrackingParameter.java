package dev.roundup.sink.lint;

import dev.roundup.sink.media.Tracking;
import dev.roundup.sink.page.Reference;
import java.util.List;

/** Parameters in links that count readers. */
final class TrackingParameter implements Rule {
  @Override
  public String id() {
    return "tracking-parameter";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String meaning() {
    return "a link has parameters that only count who clicks";
  }

  @Override
  public void check(Post post, Findings findings) {
    for (Reference reference : post.page().references()) {
      List<String> names = Tracking.in(reference.target());
      if (reference.hasTarget() && !names.isEmpty()) {
        findings.add(
            reference.targetStart(),
            reference.targetEnd(),
            "The link tracks those who click it ("
                + String.join(", ", names)
                + "). It leads to the same page without.",
            fix(post, reference));
      }
    }
  }

  /** The address as it is written, where an ampersand may be one of HTML's. */
  private static Fix fix(Post post, Reference reference) {
    int start = reference.targetStart();
    int end = reference.targetEnd();
    String written = post.page().text().substring(start, end);
    String plain =
        written.contains("&amp;")
            ? Tracking.removedFrom(written.replace("&amp;", "&")).replace("&", "&amp;")
            : Tracking.removedFrom(written);
    return plain.equals(written) ? null : new Fix(start, end, plain, true);
  }
}
