package dev.roundup.streams.store;

import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Walks a range leaf by leaf, each copied when it is reached. Between leaves it remembers a key,
 * not a place, so that splits and merges meanwhile do not matter.
 */
final class PackedIterator implements KeyValueIterator<Bytes, byte[]> {
  /** By their bytes, unsigned. */
  enum Order {
    ASCENDING,
    DESCENDING,
    /** Whatever is quickest. */
    ANY
  }

  private final PackedStore store;
  private final Order order;

  /** What no leaf was copied for yet; null when nothing is left. */
  private KeyRange rest;

  private Entries entries = new Entries(new byte[0], new int[0]);
  private int next;
  private boolean closed;

  PackedIterator(PackedStore store, KeyRange range, Order order) {
    this.store = store;
    this.order = order;
    this.rest = range.isEmpty() ? null : range;
    store.requireOpen();
  }

  @Override
  public boolean hasNext() {
    if (closed) {
      throw new IllegalStateException(
          "The iterator over the store " + store.name() + " has been closed.");
    }
    while (next == entries.count() && rest != null) {
      load();
    }
    return next < entries.count();
  }

  private void load() {
    boolean descending = order == Order.DESCENDING;
    PackedStore.LeafCopy leaf =
        descending ? store.leafBefore(rest.until()) : store.leafFrom(rest.from());
    Entries found = leaf.entries();
    if (!rest.covers(leaf.lower(), leaf.upper())) {
      found = found.within(rest);
    }
    entries = order == Order.ANY ? found : found.sorted(descending);
    next = 0;
    rest = descending ? rest.before(leaf.lower()) : rest.from(leaf.upper());
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    requireNext();
    return entries.keyValue(next++);
  }

  @Override
  public Bytes peekNextKey() {
    requireNext();
    return entries.key(next);
  }

  private void requireNext() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
