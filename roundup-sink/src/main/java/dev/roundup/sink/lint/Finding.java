package dev.roundup.sink.lint;

import java.util.Comparator;

/**
 * Something that is wrong in a post.
 *
 * @param path of the file, as people named it, with slashes
 * @param from where it begins
 * @param to where it ends
 * @param message what is wrong, and what to do, as sentences
 * @param fix what would be right; null where nobody but a person knows
 * @param repair where {@code fix} is put; null without one
 */
record Finding(
    Rule rule, String path, Position from, Position to, String message, Fix fix, Repair repair) {

  /** By place, as people go through a file. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::path)
          .thenComparing(Finding::from)
          .thenComparing(finding -> finding.rule().id())
          .thenComparing(Finding::message);

  /** Where a fix is put. */
  record Repair(Position from, Position to) {}
}
