package dev.roundup.standalone.demo;

import java.time.Clock;
import java.util.List;

/** The demo's series, for tests of other packages. */
public final class Sample {
  private Sample() {}

  /** The facts, one CloudEvent a line. */
  public static List<String> facts(Clock clock) {
    return SampleSeries.playedOn(clock);
  }
}
