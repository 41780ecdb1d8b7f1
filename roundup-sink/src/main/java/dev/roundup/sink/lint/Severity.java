package dev.roundup.sink.lint;

import java.util.Locale;

/** How bad it is; worst last. The names are those of SARIF. */
enum Severity {
  /** Readers are misled, or left out. */
  WARNING,
  /** Readers find something broken. */
  ERROR;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
