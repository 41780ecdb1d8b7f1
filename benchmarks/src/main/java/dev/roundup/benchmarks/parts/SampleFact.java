package dev.roundup.benchmarks.parts;

import dev.roundup.benchmarks.load.Workload;
import dev.roundup.schemas.fact.MeetupEvent;
import java.util.ArrayList;
import java.util.List;

/** The fact that there are most of. */
final class SampleFact {
  private SampleFact() {}

  static MeetupEvent rsvp() {
    List<MeetupEvent> facts = new ArrayList<>();
    new Workload(1, 10).forEach(facts::add);
    return facts.get(facts.size() - 1);
  }
}
