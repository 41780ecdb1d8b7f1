package dev.roundup.streams.store;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Reads what another iterator finds.
 *
 * @param name of the store, for the deserializers
 */
record TypedIterator<K, V>(
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
