package dev.roundup.sink.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads some partitions once, to where they end now. */
final class Scan {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Polls without any record after which the broker is taken to be away: half a minute. */
  private static final int PATIENCE = 150;

  private Scan() {}

  /**
   * Reads all records there are now.
   *
   * @param consumer without a group; it is left without a partition
   * @param from by partition, the offset to begin with
   * @return by partition, where it ended
   * @throws TimeoutException if the broker does not answer
   */
  static Map<TopicPartition, Long> of(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
    int idle = 0;
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      int read = 0;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        each.accept(record);
        read++;
      }
      idle = read == 0 ? idle + 1 : 0;
      if (idle > PATIENCE) {
        throw new TimeoutException("No record came from " + from.keySet());
      }
    }
    consumer.unsubscribe();
    return ends;
  }
}
