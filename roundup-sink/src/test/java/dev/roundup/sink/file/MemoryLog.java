package dev.roundup.sink.file;

import dev.roundup.schemas.post.Publication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A publication log that a process leaves behind when it dies: the latest of each meetup. */
public final class MemoryLog implements PublicationLog {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  @Override
  public void record(List<Entry> more) {
    more.forEach(entry -> entries.put(entry.publication().getMeetupId(), entry));
  }

  Publication of(String meetupId) {
    return entries.get(meetupId).publication();
  }

  /** What a new process knows, if this was committed when the old one died. */
  public Ledger restored(long committed) {
    Ledger ledger = new Ledger();
    entries
        .values()
        .forEach(
            entry ->
                ledger.restore(
                    entry.publication(),
                    entry.partition(),
                    entry.publication().getRoundupOffset() < committed));
    return ledger;
  }

  int size() {
    return entries.size();
  }
}
