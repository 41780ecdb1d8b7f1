package dev.roundup.streams.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
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

  /** The least key of an entry. */
  static final Bytes FIRST = Bytes.wrap(new byte[] {0, 0});

  private final KeyValueStore<Bytes, byte[]> entries;
  private final KeyValueStore<Bytes, byte[]> changelog;
  private final Serde<K> keys;
  private final Serde<V> values;
  private final ChangelogWriter writer;

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
    this.writer = new ChangelogWriter(entries, changelog);
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
    writer.begin(entries.get(JOURNAL));
  }

  private void restore(Collection<KeyValue<byte[], byte[]>> records) {
    for (KeyValue<byte[], byte[]> record : records) {
      long number = ChangelogRecord.number(record.key);
      if (record.value == null) {
        writer.takenOut(number);
      } else {
        ChangelogRecord read = ChangelogRecord.read(record.value);
        restore(read);
        writer.restored(read);
      }
    }
    entries.put(JOURNAL, writer.state());
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
    change(bytes(key), values.serializer().serialize(name(), value), 0);
  }

  /** Puts an entry whose key has one. */
  public void replace(K key, V value) {
    change(bytes(key), values.serializer().serialize(name(), value), 1);
  }

  /** Takes the entry of a key out, if there is one. */
  public void remove(K key) {
    change(bytes(key), null, 2); // of no use any more are the entry and, in the end, this change
  }

  private void change(byte[] key, byte[] value, int outdated) {
    entries.put(Bytes.wrap(key), value);
    writer.changed(key, value, outdated);
    if (writer.hasEnough()) {
      log();
    }
  }

  /** Makes a record of what was changed since the last time, if anything was. */
  public void log() {
    if (writer.changes() > 0) {
      writer.write();
      entries.put(JOURNAL, writer.state());
    }
  }

  @Override
  public V get(K key) {
    return value(entries.get(Bytes.wrap(bytes(key))));
  }

  /** Keys that are asked for next: from memory, that is quicker then. Nothing changes. */
  public void prefetch(Collection<K> all) {
    if (entries instanceof PackedStore packed) {
      List<byte[]> bytes = new ArrayList<>(all.size());
      all.forEach(key -> bytes.add(bytes(key)));
      packed.prefetch(bytes);
    }
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
    if (writer.changes() > 0) {
      throw new IllegalStateException(
          writer.changes() + " changes of the store " + name() + " are not on its changelog");
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
}
