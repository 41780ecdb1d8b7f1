package dev.roundup.streams.store;

import java.nio.ByteBuffer;
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

  /**
   * Goes on from there; forgets changes that were not written.
   *
   * @param state what {@link #state} gave; null if the changelog is empty
   */
  void begin(byte[] state) {
    outdated = 0;
    changes.clear();
    ByteBuffer in = ByteBuffer.wrap(state == null ? Journal.EMPTY.bytes() : state);
    journal = Journal.read(in);
    kept = in.hasRemaining() ? in.getLong() : journal.oldest();
    rewriting = in.hasRemaining() ? Rewriting.read(in) : null;
  }

  /**
   * What to go on from, as bytes: the journal, the first record that is kept, what is rewritten.
   */
  byte[] state() {
    byte[] rest = rewriting == null ? new byte[0] : rewriting.bytes();
    return ByteBuffer.allocate(Journal.LENGTH + Long.BYTES + rest.length)
        .put(journal.bytes())
        .putLong(kept)
        .put(rest)
        .array();
  }

  /** A record that is on the changelog was restored. */
  void restored(ChangelogRecord record) {
    journal = record.journal();
    int count = record.entries().size();
    if (JournaledStore.FIRST.equals(record.from())) {
      rewriting = new Rewriting(journal.without(count, count), 0, record.from());
    }
    if (record.from() != null && rewriting != null) {
      rewritten(record.to(), count);
    }
  }

  /** A record was taken out, when there was another writer. */
  void takenOut(long number) {
    journal = journal.without(number);
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
      rewriting = new Rewriting(journal, 0, JournaledStore.FIRST);
    }
    if (rewriting == null) {
      return;
    }
    EntryList again = new EntryList();
    Bytes from = rewriting.next();
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
    Bytes to = more ? last : null;
    append(from, to, again, again.count());
    rewritten(to, again.count());
  }

  /**
   * A range was written again.
   *
   * @param to null: it was the last
   */
  private void rewritten(Bytes to, int count) {
    rewriting = rewriting.with(count, to);
    if (to == null) {
      kept = rewriting.began().next();
      journal = rewriting.ended(journal);
      rewriting = null;
    }
  }

  private void takeOut() {
    for (int i = 0; i < TAKEN_OUT && journal.oldest() < kept; i++) {
      changelog.put(ChangelogRecord.key(journal.oldest()), null);
      journal = journal.without(journal.oldest());
    }
  }
}
