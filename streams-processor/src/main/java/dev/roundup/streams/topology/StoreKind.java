package dev.roundup.streams.topology;

import dev.roundup.streams.store.MemoryBudget;
import dev.roundup.streams.store.PackedStoreSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** Where the stores are kept. */
public enum StoreKind {
  /** In the heap: fastest, and as large as the heap is. */
  MEMORY,
  /** On disk. */
  ROCKSDB;

  /** A store that may have millions of small entries. */
  KeyValueBytesStoreSupplier large(String name, MemoryBudget budget) {
    return this == MEMORY ? new PackedStoreSupplier(name, budget) : persistent(name);
  }

  /** A store that has at most some thousands of entries, of any size. */
  KeyValueBytesStoreSupplier small(String name) {
    return this == MEMORY ? Stores.inMemoryKeyValueStore(name) : persistent(name);
  }

  /** A store on disk, whatever the kind. */
  static KeyValueBytesStoreSupplier persistent(String name) {
    return Stores.persistentKeyValueStore(name);
  }
}
