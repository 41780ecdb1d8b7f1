package dev.roundup.streams.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Supplies a store that keeps its entries in the heap, packed: a million small entries are a few
 * thousand byte arrays instead of several million objects. For a {@link JournaledStore} only: with
 * an ordinary changelog, a snapshot would be of no use once the broker may have forgotten what was
 * deleted after it.
 *
 * @param name the store's name
 * @param budget what all stores of the app may take together
 */
public record PackedStoreSupplier(String name, MemoryBudget budget)
    implements KeyValueBytesStoreSupplier {
  @Override
  public KeyValueStore<Bytes, byte[]> get() {
    return new PackedStore(name, budget);
  }

  /** The name that Kafka Streams' metrics of the store are under. */
  @Override
  public String metricsScope() {
    return "packed";
  }
}
