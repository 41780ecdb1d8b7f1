package dev.roundup.streams.topology;

import dev.roundup.streams.store.MemoryBudget;
import dev.roundup.streams.store.PackedStoreSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** Where the stores are kept. */
public enum StoreKind {
  /**
   * In the heap: fastest, and as large as the heap is. The large stores leave a snapshot on disk
   * when they are closed, which makes them persistent: with such a store in the topology, Kafka
   * Streams keeps its identity across a crash, and is back in seconds instead of waiting for the
   * transactions of a stranger to time out.
   */
  MEMORY,
  /** On disk. */
  ROCKSDB;

  /** A store that may have millions of small entries. */
  KeyValueBytesStoreSupplier large(String name, MemoryBudget budget) {
    return this == MEMORY
        ? new PackedStoreSupplier(name, budget)
        : Stores.persistentKeyValueStore(name);
  }

  /** A store that has at most some thousands of entries, of any size. */
  KeyValueBytesStoreSupplier small(String name) {
    return this == MEMORY
        ? Stores.inMemoryKeyValueStore(name)
        : Stores.persistentKeyValueStore(name);
  }
}
