package dev.roundup.sink.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.file.Ledger;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.Serde;

/** Reads what was ever published, for commands that only look. */
public final class PublicationReader {
  private PublicationReader() {}

  /**
   * All publications there are now, as settled.
   *
   * @throws Failure if a setting is wrong, or Kafka or the registry does not answer
   */
  public static Ledger read(Settings settings) {
    Ledger ledger = new Ledger();
    try (Serde<Publication> publications = AvroSerdes.values(settings, Publication.class);
        Consumer<byte[], byte[]> consumer = Clients.consumer(Clients.restoring(settings))) {
      Map<Integer, Long> settled =
          consumer.partitionsFor(Topics.POSTS.name()).stream()
              .collect(Collectors.toMap(PartitionInfo::partition, partition -> Long.MAX_VALUE));
      Restorer restorer =
          new Restorer(consumer, publications.deserializer(), ledger, (post, recorded) -> false);
      restorer.restore(settled, (post, record) -> false);
      return ledger;
    } catch (KafkaException e) {
      throw new Failure(
          ExitCode.KAFKA, "The publications cannot be read from Kafka: " + e.getMessage(), e);
    }
  }
}
