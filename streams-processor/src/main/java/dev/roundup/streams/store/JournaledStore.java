package dev.roundup.streams.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A store whose changelog has one record for many changes: a record costs the producer, the broker
 * and the next start many times what an entry does. Whoever writes says when what was changed since
 * is to be a record, by {@link #log}, before Kafka Streams may commit.
 *
 * <p><b>The changelog</b> is compacted, but no record takes another's place, so the store sees to
 * it itself. Once more than half of what is there is outdated, all that the store holds is written
 * again, range by range, along with the changes that come in; then the records from before are
 * taken out. Who reads a range forgets what there was in it, so it does not matter how much of what
 * was taken out the broker still shows.
 *
 * <p><b>Threads.</b> One writes; readers are as safe as they are in the store that has the entries.
 *
 * <p>The key of a single zero byte is not for entries: there is the {@link Journal}.
 */
public final class JournaledStore<K, V> implements StateStore, ReadOnlyKeyValueStore<K, V> {
  private static final Bytes JOURNAL = Bytes.wrap(new byte[] {0});
  private static final Bytes FIRST = Bytes.wrap(new byte[] {0, 0});

  /** Bytes of entries that are enough for a record. */
  private static final int ENOUGH = 512 << 10;

  /** Entries that are written again for each change, while that goes on. */
  private static final int AGAIN = 2;

  /** Records that are taken out at a time, at the most. */
  private static final int TAKEN_OUT = 1_000;

  private final KeyValueStore<Bytes, byte[]> entries;
  private final KeyValueStore<Bytes, byte[]> changelog;
  private final Serde<K> keys;
  private final Serde<V> values;

  private final EntryList changes = new EntryList();
  private int outdated;
  private Journal journal = Journal.EMPTY;

  /** Null while nothing is written again. */
  private Rewriting rewriting;

  /** The records before this one are to be taken out. */
  private long kept;

  /**
   * A store.
   *
   * @param entries has them, and need not be logged
   * @param changelog is logged, and need not keep anything
   */
  JournaledStore(
      KeyValueStore<Bytes, byte[]> entries,
      KeyValueStore<Bytes, byte[]> changelog,
      Serde<K> keys,
      Serde<V> values) {
    this.entries = entries;
    this.changelog = changelog;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public String name() {
    return entries.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    UnregisteredContext unregistered = new UnregisteredContext(context);
    entries.init(unregistered, root);
    changelog.init(context, root);
    BatchingStateRestoreCallback restore = this::restore;
    context.register(root, restore, unregistered.commitCallback());
    byte[] saved = entries.get(JOURNAL);
    begin(saved == null ? Journal.EMPTY : Journal.read(ByteBuffer.wrap(saved)));
  }

  private void begin(Journal with) {
    journal = with;
    kept = with.oldest();
    rewriting = null;
    outdated = 0;
    changes.clear();
  }

  private void restore(Collection<KeyValue<byte[], byte[]>> records) {
    Journal last = journal;
    for (KeyValue<byte[], byte[]> record : records) {
      long number = ChangelogRecord.number(record.key);
      if (record.value == null) {
        last = last.without(number);
      } else {
        ChangelogRecord read = ChangelogRecord.read(record.value);
        restore(read);
        last = read.journal();
      }
    }
    entries.put(JOURNAL, last.bytes());
    begin(last);
  }

  private void restore(ChangelogRecord record) {
    if (record.from() != null) {
      Set<Bytes> stay =
          record.entries().stream().map(entry -> entry.key).collect(Collectors.toSet());
      List<KeyValue<Bytes, byte[]>> gone = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> all = entries.range(record.from(), record.to())) {
        while (all.hasNext()) {
          Bytes key = all.next().key;
          if (!stay.contains(key)) {
            gone.add(KeyValue.pair(key, null));
          }
        }
      }
      entries.putAll(gone);
    }
    entries.putAll(record.entries());
  }

  /** Puts an entry whose key has none. */
  public void add(K key, V value) {
    change(bytes(key), values.serializer().serialize(name(), value));
  }

  /** Puts an entry whose key has one. */
  public void replace(K key, V value) {
    outdated++;
    change(bytes(key), values.serializer().serialize(name(), value));
  }

  /** Takes the entry of a key out, if there is one. */
  public void remove(K key) {
    outdated += 2; // the entry, and this
    change(bytes(key), null);
  }

  private void change(byte[] key, byte[] value) {
    entries.put(Bytes.wrap(key), value);
    changes.add(key, value);
    if (changes.size() >= ENOUGH) {
      log();
    }
  }

  /** Makes a record of what was changed since the last time, if anything was. */
  public void log() {
    int count = changes.count();
    if (count > 0) {
      append(null, null, changes, outdated);
      changes.clear();
      outdated = 0;
      rewrite(AGAIN * count);
      takeOut();
      entries.put(JOURNAL, journal.bytes());
    }
  }

  private void append(Bytes from, Bytes to, EntryList list, long changed) {
    Bytes key = ChangelogRecord.key(journal.next());
    journal = journal.with(list.count(), changed);
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
    Bytes to = null;
    try (KeyValueIterator<Bytes, byte[]> rest = entries.range(from, null)) {
      Bytes last = null;
      while (rest.hasNext() && again.count() < most && again.size() < ENOUGH) {
        KeyValue<Bytes, byte[]> entry = rest.next();
        again.add(entry.key.get(), entry.value);
        last = entry.key;
      }
      if (rest.hasNext()) {
        to = last;
      }
    }
    append(from, to, again, again.count());
    rewriting.written(again.count(), to);
    if (to == null) {
      kept = rewriting.began.next();
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

  @Override
  public V get(K key) {
    return value(entries.get(Bytes.wrap(bytes(key))));
  }

  @Override
  public KeyValueIterator<K, V> range(K from, K to) {
    return typed(
        entries.range(
            from == null ? FIRST : Bytes.wrap(bytes(from)),
            to == null ? null : Bytes.wrap(bytes(to))));
  }

  @Override
  public KeyValueIterator<K, V> all() {
    return range(null, null);
  }

  /** Entries whose keys begin with these bytes, at least one. */
  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, S serializer) {
    return typed(entries.prefixScan(prefix, serializer));
  }

  @Override
  public long approximateNumEntries() {
    return entries.approximateNumEntries();
  }

  private byte[] bytes(K key) {
    return keys.serializer().serialize(name(), key);
  }

  private V value(byte[] bytes) {
    return bytes == null ? null : values.deserializer().deserialize(name(), bytes);
  }

  private KeyValueIterator<K, V> typed(KeyValueIterator<Bytes, byte[]> untyped) {
    return new TypedIterator<>(name(), untyped, keys.deserializer(), values.deserializer());
  }

  /**
   * What the store holds is what its changelog holds up to an offset.
   *
   * @throws IllegalStateException if changes were not logged
   */
  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    if (changes.count() > 0) {
      throw new IllegalStateException(
          changes.count() + " changes of the store " + name() + " are not on its changelog");
    }
    entries.commit(offsets);
  }

  @Override
  public Long committedOffset(TopicPartition partition) {
    return entries.committedOffset(partition);
  }

  @Override
  @Deprecated // by Kafka, which will take it for granted
  @SuppressWarnings("InlineMeSuggester") // Kafka calls it, no code of ours
  public boolean managesOffsets() {
    return entries.managesOffsets();
  }

  @Override
  public boolean persistent() {
    return entries.persistent();
  }

  @Override
  public boolean isOpen() {
    return entries.isOpen();
  }

  @Override
  public Position getPosition() {
    return entries.getPosition();
  }

  @Override
  public void close() {
    changelog.close();
    entries.close();
  }

  /** All that the store holds, being written again. */
  private static final class Rewriting {
    final Journal began;
    Bytes next = FIRST;
    private long again;

    Rewriting(Journal began) {
      this.began = began;
    }

    /** Entries were written up to a key. */
    void written(int count, Bytes to) {
      again += count;
      // the least key past another is that key with a zero byte behind it
      next = to == null ? null : Bytes.wrap(Arrays.copyOf(to.get(), to.get().length + 1));
    }

    /** The journal of what was written since it began: nothing else is of use. */
    Journal ended(Journal now) {
      return new Journal(
          now.oldest(),
          now.next(),
          now.entries() - began.entries(),
          now.outdated() - began.outdated() - again);
    }
  }

  private record TypedIterator<K, V>(
      String name,
      KeyValueIterator<Bytes, byte[]> untyped,
      Deserializer<K> keys,
      Deserializer<V> values)
      implements KeyValueIterator<K, V> {
    @Override
    public boolean hasNext() {
      return untyped.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
      KeyValue<Bytes, byte[]> entry = untyped.next();
      return KeyValue.pair(
          keys.deserialize(name, entry.key.get()), values.deserialize(name, entry.value));
    }

    @Override
    public K peekNextKey() {
      return keys.deserialize(name, untyped.peekNextKey().get());
    }

    @Override
    public void close() {
      untyped.close();
    }
  }
}
