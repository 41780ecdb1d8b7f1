package dev.roundup.sink.lint;

import java.util.List;
import java.util.Locale;

/** All the rules there are. */
final class Rules {
  private Rules() {}

  /** For posts in a language. */
  static List<Rule> all(Locale language) {
    return List.of(
        new BareDomain(),
        new BrokenLink(),
        new DuplicateRsvp(),
        new MissingAlt(),
        new MissingImage(),
        new TimestampMismatch(),
        new TrackingParameter(),
        new UnquotedYaml(),
        new UnusableVideo(),
        new WrongDate(language));
  }
}
