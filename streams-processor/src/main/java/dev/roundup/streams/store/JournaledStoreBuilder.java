package dev.roundup.streams.store;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds a {@link JournaledStore}, which is always logged and never cached.
 *
 * @param entries where they are kept
 * @param logConfig of the changelog
 */
public record JournaledStoreBuilder<K, V>(
    KeyValueBytesStoreSupplier entries,
    Serde<K> keys,
    Serde<V> values,
    Map<String, String> logConfig)
    implements StoreBuilder<JournaledStore<K, V>> {
  @Override
  public JournaledStore<K, V> build() {
    return new JournaledStore<>(entries.get(), changelog(), keys, values);
  }

  private KeyValueStore<Bytes, byte[]> changelog() {
    return Stores.keyValueStoreBuilder(
            new LoggedOnlySupplier(name()), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(logConfig)
        .withCachingDisabled()
        .build();
  }

  @Override
  public String name() {
    return entries.name();
  }

  @Override
  public boolean loggingEnabled() {
    return true;
  }

  @Override
  public StoreBuilder<JournaledStore<K, V>> withCachingEnabled() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreBuilder<JournaledStore<K, V>> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<JournaledStore<K, V>> withLoggingEnabled(Map<String, String> config) {
    return new JournaledStoreBuilder<>(entries, keys, values, config);
  }

  @Override
  public StoreBuilder<JournaledStore<K, V>> withLoggingDisabled() {
    throw new UnsupportedOperationException();
  }

  private record LoggedOnlySupplier(String name) implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new LoggedOnly(name);
    }

    @Override
    public String metricsScope() {
      return "changelog";
    }
  }
}
