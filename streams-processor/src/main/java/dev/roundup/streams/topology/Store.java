package dev.roundup.streams.topology;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A store as a value: its name, and how its keys and values are written.
 *
 * @param name also in the name of its changelog
 */
public record Store<K, V>(String name, Serde<K> keys, Serde<V> values) {
  /** A fact may be close to a topic's usual limit, and its record here is a little longer. */
  static final Map<String, String> CHANGELOG =
      Map.of("max.message.bytes", Integer.toString(8 << 20));

  StoreBuilder<KeyValueStore<K, V>> builder(Function<String, KeyValueBytesStoreSupplier> place) {
    return Stores.keyValueStoreBuilder(place.apply(name), keys, values)
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }

  KeyValueStore<K, V> in(ProcessingContext context) {
    return context.getStateStore(name);
  }
}
