package dev.roundup.benchmarks.parts;

import dev.roundup.streams.store.MemoryBudget;
import dev.roundup.streams.store.PackedStoreSupplier;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A million attendees of ten thousand meetups: the packed store beside Kafka Streams' own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StoreParts {
  private static final int ENTRIES = 1_000_000;
  private static final int MEETUPS = 10_000;

  /** Larger than any number of entries that is a power of two, and prime to it. */
  private static final int STRIDE = 611_953;

  private final byte[] value = new byte[32];
  private KeyValueStore<Bytes, byte[]> packed;
  private KeyValueStore<Bytes, byte[]> tree;
  private int next;

  /** Fills both. */
  @Setup
  public void fill() {
    packed = new PackedStoreSupplier("packed", new MemoryBudget(1L << 30)).get();
    packed.init(null, null);
    tree = Stores.inMemoryKeyValueStore("tree").get();
    tree.init(null, null);
    for (int entry = 0; entry < ENTRIES; entry++) {
      Bytes key = nextKey();
      packed.put(key, value);
      tree.put(key, value);
    }
  }

  /** Ours. */
  @Benchmark
  public byte[] packedGet() {
    return packed.get(nextKey());
  }

  /** The baseline. */
  @Benchmark
  public byte[] treeGet() {
    return tree.get(nextKey());
  }

  /** Ours. */
  @Benchmark
  public void packedPut() {
    packed.put(nextKey(), value);
  }

  /** The baseline. */
  @Benchmark
  public void treePut() {
    tree.put(nextKey(), value.clone());
  }

  /** What both pay before they begin. */
  @Benchmark
  public Bytes key() {
    return nextKey();
  }

  /** In an order that no cache foresees. */
  private Bytes nextKey() {
    next = (next + STRIDE) % ENTRIES;
    byte[] key = "guild-00000-0000/member:0000000".getBytes(StandardCharsets.ISO_8859_1);
    digits(key, 16, next % MEETUPS);
    digits(key, key.length, next);
    return Bytes.wrap(key);
  }

  private static void digits(byte[] key, int end, int number) {
    int rest = number;
    for (int at = end - 1; rest > 0; at--) {
      key[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
