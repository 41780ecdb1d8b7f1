package dev.roundup.streams.store;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Writes the changelog of a {@link JournaledStore}, and keeps it in proportion to the store. Not
 * safe for use by many threads.
 */
final class ChangelogWriter {
  /** Bytes of entries that are enough for a record. */
  private static final int ENOUGH = 512 << 10;

  /** Entries that are written again for each change, while that goes on. */
  private static final int AGAIN = 2;

  /** Records that are taken out at a time, at the most. */
  private static final int TAKEN_OUT = 1_000;

  private final KeyValueStore<Bytes, byte[]> entries;
  private final KeyValueStore<Bytes, byte[]> changelog;
  private final EntryList changes = new EntryList();
  private int outdated;
  private Journal journal = Journal.EMPTY;

  /** Null while nothing is written again. */
  private Rewriting rewriting;

  /** The records before this one are to be taken out. */
  private long kept;

  ChangelogWriter(KeyValueStore<Bytes, byte[]> entries, KeyValueStore<Bytes, byte[]> changelog) {
    this.entries = entries;
    this.changelog = changelog;
  }

  /** Begins with what is on the changelog; forgets changes that were not written. */
  void begin(Journal with) {
    journal = with;
    kept = with.oldest();
    rewriting = null;
    outdated = 0;
    changes.clear();
  }

  Journal journal() {
    return journal;
  }

  /** How many changes were not written yet. */
  int changes() {
    return changes.count();
  }

  boolean hasEnough() {
    return changes.size() >= ENOUGH;
  }

  /**
   * An entry was changed.
   *
   * @param value null: it was taken out
   * @param outdates how many entries of the changelog are of no use after this one
   */
  void changed(byte[] key, byte[] value, int outdates) {
    changes.add(key, value);
    outdated += outdates;
  }

  /** Makes a record of the changes. */
  void write() {
    int count = changes.count();
    append(null, null, changes, outdated);
    changes.clear();
    outdated = 0;
    rewrite(AGAIN * count);
    takeOut();
  }

  private void append(Bytes from, Bytes to, EntryList list, long outdates) {
    Bytes key = ChangelogRecord.key(journal.next());
    journal = journal.with(list.count(), outdates);
    changelog.put(key, ChangelogRecord.write(journal, from, to, list));
  }

  /** Writes so many entries again, if that is worth it. */
  private void rewrite(int most) {
    if (rewriting == null && journal.isWorthRewriting()) {
      rewriting = new Rewriting(journal);
    }
    if (rewriting == null) {
      return;
    }
    EntryList again = new EntryList();
    Bytes from = rewriting.next;
    Bytes last = null;
    boolean more;
    try (KeyValueIterator<Bytes, byte[]> rest = entries.range(from, null)) {
      while (rest.hasNext() && again.count() < most && again.size() < ENOUGH) {
        KeyValue<Bytes, byte[]> entry = rest.next();
        again.add(entry.key.get(), entry.value);
        last = entry.key;
      }
      more = rest.hasNext();
    }
    append(from, more ? last : null, again, again.count());
    rewriting.again += again.count();
    if (more) {
      rewriting.next = after(last);
    } else {
      kept = rewriting.began.next();
      journal = rewriting.ended(journal);
      rewriting = null;
    }
  }

  /** The least key past another is that key with a zero byte behind it. */
  private static Bytes after(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
  }

  private void takeOut() {
    for (int i = 0; i < TAKEN_OUT && journal.oldest() < kept; i++) {
      changelog.put(ChangelogRecord.key(journal.oldest()), null);
      journal = journal.without(journal.oldest());
    }
  }

  /** All that the store holds, being written again. */
  private static final class Rewriting {
    private final Journal began;
    private Bytes next = JournaledStore.FIRST;
    private long again;

    Rewriting(Journal began) {
      this.began = began;
    }

    /** The journal without what is from before it began. */
    Journal ended(Journal now) {
      return new Journal(
          now.oldest(),
          now.next(),
          now.entries() - began.entries(),
          now.outdated() - began.outdated() - again);
    }
  }
}
