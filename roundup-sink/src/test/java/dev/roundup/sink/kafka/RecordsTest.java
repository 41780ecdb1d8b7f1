package dev.roundup.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Kafka's own stand-in for a producer refuses partitions that a topic does not have. */
class RecordsTest {
  @Test
  void a_dead_letter_has_the_partition_of_its_record() {
    assertThat(letter(4).partition()).isEqualTo(3);
  }

  @Test
  void a_dead_letter_goes_where_its_topic_has_a_place_and_tells_where_it_was() {
    ProducerRecord<byte[], byte[]> letter = letter(3);

    assertThat(letter.partition()).as("by its key").isNull();
    assertThat(letter.key()).isEqualTo(bytes("m1"));
    assertThat(letter.value()).isEqualTo(bytes("no roundup"));
    assertThat(letter.headers().lastHeader("__streams.errors.partition").value())
        .isEqualTo(bytes("3"));
  }

  /** What becomes of a record of partition 3. */
  private static ProducerRecord<byte[], byte[]> letter(int partitions) {
    MockProducer<byte[], byte[]> producer = producer(partitions);
    Records records = new Records(producer, (topic, publication) -> null);
    records.take(
        new ConsumerRecord<>(Topics.ROUNDUPS.name(), 3, 7, bytes("m1"), bytes("no roundup")),
        new SerializationException("No roundup"));
    records.settle();
    return producer.history().get(0);
  }

  private static MockProducer<byte[], byte[]> producer(int partitions) {
    Node node = new Node(0, "kafka", 9092);
    Node[] all = {node};
    List<PartitionInfo> infos =
        IntStream.range(0, partitions)
            .mapToObj(i -> new PartitionInfo(Topics.ROUNDUP_DEAD_LETTERS.name(), i, node, all, all))
            .toList();
    return new MockProducer<>(
        new Cluster("kafka", List.of(node), infos, Set.of(), Set.of()),
        true,
        null,
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
