package dev.roundup.streams.topology;

import dev.roundup.streams.store.JournaledStore;
import dev.roundup.streams.store.JournaledStoreBuilder;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A {@link Store} that may have millions of small entries and changes with most facts: its
 * changelog has a record for many changes.
 *
 * @param name also in the name of its changelog
 */
public record LargeStore<K, V>(String name, Serde<K> keys, Serde<V> values) {
  StoreBuilder<JournaledStore<K, V>> builder(Function<String, KeyValueBytesStoreSupplier> place) {
    return new JournaledStoreBuilder<>(place.apply(name), keys, values, Store.CHANGELOG);
  }

  JournaledStore<K, V> in(ProcessingContext context) {
    return context.getStateStore(name);
  }
}
