package dev.roundup.streams.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One bounded memory for all stores on disk, instead of Kafka Streams' default of one for each;
 * bloom filters, because most look-ups are of one key; lz4, which costs less than the reading it
 * saves.
 */
public final class RocksDbTuning implements RocksDBConfigSetter {
  /** The configuration key under which the stores find their {@link Memory}. */
  public static final String MEMORY = "roundup.rocksdb.memory";

  /** Of a write buffer's size: a filter before the skip list that a look-up is searched in. */
  private static final double MEMTABLE_FILTER = 0.05;

  private static final long SMALL_WRITE_BUFFER = 1 << 20;

  private BloomFilter filter;

  /** What the stores of one app share, outside the heap. To be closed after them. */
  public static final class Memory implements AutoCloseable {
    private static final long BYTES = 128L << 20;

    private final Cache cache;
    private final WriteBufferManager buffers;

    /** Room for 128 MiB, of which written data takes half at most. */
    public Memory() {
      RocksDB.loadLibrary();
      this.cache = new LRUCache(BYTES);
      this.buffers = new WriteBufferManager(BYTES / 2, cache);
    }

    @Override
    public void close() {
      buffers.close();
      cache.close();
    }
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Memory memory = (Memory) configs.get(MEMORY);
    filter = new BloomFilter(10);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setFilterPolicy(filter);
    options.setMemtableWholeKeyFiltering(true);
    options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    if (memory != null) {
      table.setBlockCache(memory.cache);
      table.setCacheIndexAndFilterBlocks(true);
      if (RoundupStores.isLarge(storeName)) {
        options.setWriteBufferManager(memory.buffers);
      } else {
        // while the large stores fill the shared buffers, each write to a small one would flush it
        options.setWriteBufferSize(SMALL_WRITE_BUFFER);
      }
    }
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String storeName, Options options) {
    filter.close();
  }
}
