package dev.roundup.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

/** Readers beside the one writer: no torn value, no key lost, none twice, all in order. */
class PackedStoreReadersTest {
  private static final int KEYS = 20_000;
  private static final int WRITES = 600_000;

  private final PackedStore store = PackedStoreTest.opened(new MemoryBudget(1L << 30));
  private final AtomicBoolean writing = new AtomicBoolean(true);

  @Test
  void readers_beside_the_writer_see_whole_values_and_every_key_that_stays() throws Exception {
    // even keys stay, odd ones come and go
    for (int i = 0; i < KEYS; i += 2) {
      store.put(key(i), value(i, 0, 60));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> readers = new ArrayList<>();
      readers.add(threads.submit(reader(() -> point(new Random(1)))));
      readers.add(threads.submit(reader(() -> walk(store.range(null, null), false))));
      readers.add(threads.submit(reader(() -> walk(store.reverseAll(), true))));
      Future<?> writer = threads.submit(this::write);
      writer.get(60, TimeUnit.SECONDS);
      writing.set(false);
      for (Future<Long> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void write() {
    Random random = new Random(7);
    for (int i = 0; i < WRITES; i++) {
      int number = random.nextInt(KEYS);
      if (number % 2 == 1 && random.nextBoolean()) {
        store.delete(key(number));
      } else {
        store.put(key(number), value(number, i, 40 + random.nextInt(100)));
      }
    }
  }

  private Callable<Long> reader(Runnable once) {
    return () -> {
      long rounds = 0;
      while (writing.get() || rounds == 0) {
        once.run();
        rounds++;
      }
      return rounds;
    };
  }

  private void point(Random random) {
    int number = random.nextInt(KEYS);
    byte[] value = store.get(key(number));
    if (value != null) {
      assertWhole(number, value);
    } else if (number % 2 == 0) {
      throw new AssertionError("key " + number + " was always there");
    }
  }

  private static void walk(KeyValueIterator<Bytes, byte[]> all, boolean descending) {
    int staying = 0;
    int before = descending ? KEYS : -1;
    try (all) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        int number = ByteBuffer.wrap(entry.key.get()).getInt();
        if (descending ? number >= before : number <= before) {
          throw new AssertionError("key " + number + " came after " + before);
        }
        before = number;
        assertWhole(number, entry.value);
        staying += number % 2 == 0 ? 1 : 0;
      }
    }
    if (staying != KEYS / 2) {
      throw new AssertionError((KEYS / 2 - staying) + " keys were not seen");
    }
  }

  private static Bytes key(int number) {
    return Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array());
  }

  /** The key's number, then one byte repeated. */
  private static byte[] value(int number, int filling, int size) {
    byte[] value = new byte[size];
    Arrays.fill(value, (byte) filling);
    ByteBuffer.wrap(value).putInt(number);
    return value;
  }

  private static void assertWhole(int number, byte[] value) {
    if (ByteBuffer.wrap(value).getInt() != number) {
      throw new AssertionError("key " + number + " has another key's value");
    }
    for (int i = 5; i < value.length; i++) {
      if (value[i] != value[4]) {
        throw new AssertionError("the value of key " + number + " is torn");
      }
    }
  }
}
