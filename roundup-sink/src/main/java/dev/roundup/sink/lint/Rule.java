package dev.roundup.sink.lint;

/** One thing that can be wrong in a post. */
interface Rule {
  /** Its name, in kebab-case: people write it to switch it off. */
  String id();

  /** How bad each of its findings is. */
  Severity severity();

  /** What it finds, as a clause without a full stop. */
  String meaning();

  /** Tells of all that it finds in a post. */
  void check(Post post, Findings findings);
}
