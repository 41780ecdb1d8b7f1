package dev.roundup.sink.kafka;

import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.file.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the publication records of some partitions back into the ledger. */
final class Restorer {
  private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<Publication> deserializer;
  private final Ledger ledger;
  private final BiPredicate<Publication, Instant> missedLook;

  /** By meetup, as of its latest record: the offset of a roundup that has to be read again. */
  private final Map<String, Missed> missed = new HashMap<>();

  private record Missed(int partition, long offset) {}

  /**
   * One that reads into this ledger.
   *
   * @param missedLook tells by a publication and the time of its record whether nobody has looked
   *     again at its file
   */
  Restorer(
      Consumer<byte[], byte[]> consumer,
      Deserializer<Publication> deserializer,
      Ledger ledger,
      BiPredicate<Publication, Instant> missedLook) {
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.ledger = ledger;
    this.missedLook = missedLook;
  }

  /**
   * Reads all records there are now.
   *
   * @param settledBelow by partition: files of roundups below this offset certainly were in place;
   *     0: none was ever, and all are to be written
   * @param neverWritten whether a publication, by its record, was made for another site, and its
   *     file is not there yet
   * @return by partition: the first offset that has to be read again, if any has
   * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not answer
   */
  Map<Integer, Long> restore(
      Map<Integer, Long> settledBelow,
      BiPredicate<Publication, ConsumerRecord<byte[], byte[]>> neverWritten) {
    missed.clear();
    settledBelow.keySet().forEach(ledger::forget);
    List<TopicPartition> partitions =
        settledBelow.keySet().stream()
            .map(partition -> new TopicPartition(Topics.POSTS.name(), partition))
            .toList();
    Scan.of(
        consumer,
        consumer.beginningOffsets(partitions),
        record -> take(record, settledBelow.get(record.partition()), neverWritten));
    LOG.info(
        "publication records restored partitions={} meetups={}",
        settledBelow.keySet(),
        ledger.size());
    return missed.values().stream()
        .collect(Collectors.toMap(Missed::partition, Missed::offset, Math::min));
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      long settledBelow,
      BiPredicate<Publication, ConsumerRecord<byte[], byte[]>> neverWritten) {
    if (record.value() == null) {
      ledger.forget(new String(record.key(), StandardCharsets.UTF_8));
      return;
    }
    try {
      Publication publication =
          deserializer.deserialize(record.topic(), record.headers(), record.value());
      long offset = publication.getRoundupOffset();
      if (settledBelow == 0 || neverWritten.test(publication, record)) {
        ledger.restoreAnew(publication, record.partition());
      } else {
        boolean again =
            offset < settledBelow
                && missedLook.test(publication, Instant.ofEpochMilli(record.timestamp()));
        ledger.restore(publication, record.partition(), offset < settledBelow && !again);
        missed.remove(publication.getMeetupId());
        if (again) {
          missed.put(publication.getMeetupId(), new Missed(record.partition(), offset));
        }
      }
    } catch (SerializationException e) {
      // without its record a file counts as somebody's own, and is left alone: the safe side
      LOG.warn(
          "publication record cannot be read topic={} partition={} offset={} reason={}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
