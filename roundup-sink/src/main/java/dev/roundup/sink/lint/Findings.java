package dev.roundup.sink.lint;

import java.util.ArrayList;
import java.util.List;

/** What the rules say of one post. */
final class Findings {
  private final Post post;
  private final LineMap lines;
  private final Suppressions suppressions;
  private final List<Finding> findings = new ArrayList<>();
  private Rule rule;

  private Findings(Post post) {
    this.post = post;
    this.lines = new LineMap(post.page().text());
    this.suppressions = Suppressions.of(post.page(), lines);
  }

  /** Of all the rules that nobody has switched off in the post itself, in order. */
  static List<Finding> of(Post post, List<Rule> rules) {
    Findings findings = new Findings(post);
    for (Rule rule : rules) {
      findings.rule = rule;
      rule.check(post, findings);
    }
    findings.findings.sort(Finding.ORDER);
    return findings.findings;
  }

  /** Something is wrong between two offsets of the file. */
  void add(int start, int end, String message) {
    add(start, end, message, null);
  }

  /** As {@link #add(int, int, String)}, and this would be right. */
  void add(int start, int end, String message, Fix fix) {
    Position from = lines.at(start);
    if (suppressions.cover(rule.id(), from.line())) {
      return;
    }
    Finding.Repair repair =
        fix == null ? null : new Finding.Repair(lines.at(fix.start()), lines.at(fix.end()));
    findings.add(
        new Finding(rule, post.path(), from, lines.at(Math.max(start, end)), message, fix, repair));
  }
}
