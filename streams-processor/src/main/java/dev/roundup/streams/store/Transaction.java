package dev.roundup.streams.store;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Whether this thread has begun a transaction that it did not commit. Kafka Streams tells its
 * stores to commit also when that has failed, closes them, and deletes what they left on the disk a
 * moment later: of a process that is killed in between, the next start would find what was never
 * committed. To abort changes nothing, because the thread's first task does so before the others
 * are closed.
 */
public final class Transaction {
  private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

  private Transaction() {}

  /** A producer whose transactions are noted, for the one thread that uses it. */
  public static Producer<byte[], byte[]> noted(Map<String, Object> config) {
    return new Noted(config);
  }

  static boolean isOpen() {
    return OPEN.get();
  }

  static void note(boolean open) {
    OPEN.set(open);
  }

  private static final class Noted extends KafkaProducer<byte[], byte[]> {
    Noted(Map<String, Object> config) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void beginTransaction() {
      super.beginTransaction();
      note(true);
    }

    @Override
    public void commitTransaction() {
      super.commitTransaction();
      note(false);
    }
  }
}
