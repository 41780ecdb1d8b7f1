package dev.roundup.schemas.codec;

import dev.roundup.schemas.fact.MeetupEvent;
import java.util.List;

/** What became of the JSON of one fact. */
public sealed interface Decoded {
  /** It is a fact. */
  record Accepted(MeetupEvent event) implements Decoded {}

  /** Its shape is wrong: everything that was found, in the order of the text. */
  record Refused(List<Fault> faults) implements Decoded {
    /** Keeps a copy of the faults; there is at least one. */
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
