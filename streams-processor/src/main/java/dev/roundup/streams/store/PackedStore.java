package dev.roundup.streams.store;

import dev.roundup.streams.store.PackedIterator.Order;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A two-level B-tree whose leaves are hash tables: the leaves are in the order of their keys, so
 * that a range reads only the leaves it covers, and a leaf finds a key by hash, so that a point
 * access costs one binary search over the leaves' bounds and one probe. To put an entry is to
 * append it to its leaf: the index learns of it when the leaf is next read, or at once if its key
 * was just looked for. Growing and shrinking split and merge single leaves: no operation copies
 * more than a leaf of 64 KiB, except the list of leaves itself, which has one place per some five
 * hundred entries.
 *
 * <p><b>Threads.</b> One thread writes: Kafka Streams' restorer, and after it the task's stream
 * thread. Any number may read meanwhile (interactive queries). Each holds the one lock for one
 * operation, or for all that it puts at once; reads as well, because they may bring an index up to
 * date. What a read gives is a copy. An iterator takes a copy of one leaf at a time under the lock,
 * and sorts and walks it without. So a reader keeps the others waiting for the copy of one leaf at
 * most, and an iterator is <i>weakly consistent</i>: keys come in order (but for {@link #all}),
 * each at most once, every key that was there from the iterator's creation to its end is seen, with
 * a value it had in between; the part of one leaf is of one moment.
 *
 * <p><b>On disk.</b> A clean close leaves a {@link Snapshot} with the offset of the changelog that
 * it corresponds to; a start restores from there. See {@link SavedState}.
 */
final class PackedStore implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final MemoryBudget budget;
  private final Lock lock = new ReentrantLock();
  private SavedState saved;
  private Leaves leaves;
  private volatile boolean open;

  PackedStore(String name, MemoryBudget budget) {
    this.name = name;
    this.budget = budget;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    lock.lock();
    try {
      saved = new SavedState(context == null ? null : snapshot(context.stateDir().toPath()));
      saved
          .read(budget)
          .ifPresentOrElse(content -> leaves = content.leaves(), () -> leaves = new Leaves(budget));
      open = true;
    } finally {
      lock.unlock();
    }
    if (root != null) {
      BatchingStateRestoreCallback restore = this::restore;
      context.register(root, restore);
    }
  }

  private Snapshot snapshot(Path directory) {
    return new Snapshot(directory.resolve(name + ".packed"));
  }

  @Override
  public void put(Bytes key, byte[] value) {
    lock.lock();
    try {
      write(key.get(), value);
    } finally {
      lock.unlock();
    }
  }

  private void restore(Collection<KeyValue<byte[], byte[]>> records) {
    lock.lock();
    try {
      records.forEach(record -> write(record.key, record.value));
    } finally {
      lock.unlock();
    }
  }

  /** Puts, or takes out if the value is null; what was taken out. */
  private byte[] write(byte[] key, byte[] value) {
    Leaves all = opened();
    saved.changed();
    if (value == null) {
      return all.remove(key);
    }
    all.put(key, value);
    return null;
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    byte[] before = get(key);
    if (before == null) {
      put(key, value);
    }
    return before;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> all) {
    lock.lock();
    try {
      all.forEach(entry -> write(entry.key.get(), entry.value));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public byte[] delete(Bytes key) {
    lock.lock();
    try {
      return write(key.get(), null);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public byte[] get(Bytes key) {
    lock.lock();
    try {
      return opened().get(key.get());
    } finally {
      lock.unlock();
    }
  }

  /** See {@link Leaves#prefetch}. */
  void prefetch(List<byte[]> keys) {
    lock.lock();
    try {
      opened().prefetch(keys);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return new PackedIterator(this, KeyRange.closed(from, to), Order.ASCENDING);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
    return new PackedIterator(this, KeyRange.closed(from, to), Order.DESCENDING);
  }

  /** In no particular order, unlike {@code range(null, null)}: sorting is half of the time. */
  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return new PackedIterator(this, KeyRange.closed(null, null), Order.ANY);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseAll() {
    return reverseRange(null, null);
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, S serializer) {
    return new PackedIterator(
        this, KeyRange.withPrefix(serializer.serialize(null, prefix)), Order.ASCENDING);
  }

  /** The exact number of entries. */
  @Override
  public long approximateNumEntries() {
    lock.lock();
    try {
      return opened().count();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
    return Queries.answer(this, query, bound, config);
  }

  /** Always empty: the store does not track positions, see {@link Queries}. */
  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  @Deprecated // by Kafka, which will take it for granted
  @SuppressWarnings("InlineMeSuggester") // Kafka calls it, no code of ours
  public boolean managesOffsets() {
    return true;
  }

  @Override
  public Long committedOffset(TopicPartition changelog) {
    return saved.committed();
  }

  /**
   * What the store holds now is what its changelog holds up to an offset.
   *
   * @param offsets of its one changelog partition; empty if the store cannot be relied upon
   */
  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    saved.commit(offsets.values().stream().filter(Objects::nonNull).findAny().orElse(null));
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (open) {
        saved.save(leaves);
      }
      open = false;
      if (leaves != null) {
        leaves.free();
        leaves = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The leaf that holds a key, copied, with where its neighbours begin. */
  LeafCopy leafFrom(byte[] key) {
    lock.lock();
    try {
      return copy(opened().find(key));
    } finally {
      lock.unlock();
    }
  }

  /**
   * The last leaf that may hold keys before this one, copied.
   *
   * @param key not empty; null: past all keys
   */
  LeafCopy leafBefore(byte[] key) {
    lock.lock();
    try {
      Leaves all = opened();
      if (key == null) {
        return copy(all.size() - 1);
      }
      int position = all.find(key);
      return copy(Arrays.equals(all.lower(position), key) ? position - 1 : position);
    } finally {
      lock.unlock();
    }
  }

  private LeafCopy copy(int position) {
    return new LeafCopy(leaves.at(position).copy(), leaves.lower(position), leaves.upper(position));
  }

  /** Complains if the store is closed. */
  void requireOpen() {
    lock.lock();
    try {
      opened();
    } finally {
      lock.unlock();
    }
  }

  private Leaves opened() {
    if (leaves == null) {
      throw new InvalidStateStoreException("The store " + name + " is closed.");
    }
    return leaves;
  }

  /**
   * A leaf as it was at one moment.
   *
   * @param lower its least possible key; empty for the first leaf
   * @param upper the least key past it; null for the last leaf
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, by the iterator that asked for it
  record LeafCopy(Entries entries, byte[] lower, byte[] upper) {}
}
