package dev.roundup.sink.lint;

import java.util.List;

/**
 * What came of looking at posts.
 *
 * @param rules those that were asked
 * @param findings in the order of files and places
 * @param posts how many files were looked at
 * @param fixed how many findings were put right, and are no longer among them
 */
record Outcome(List<Rule> rules, List<Finding> findings, int posts, int fixed) {
  /** Whether there is one that is as bad as this, or worse. */
  boolean reaches(Severity severity) {
    return findings.stream().anyMatch(f -> f.rule().severity().compareTo(severity) >= 0);
  }

  /** How many are as bad as this. */
  long count(Severity severity) {
    return findings.stream().filter(f -> f.rule().severity() == severity).count();
  }
}
