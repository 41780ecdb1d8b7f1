package dev.roundup.streams.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final TopicPartition LOG = new TopicPartition("log", 2);
  private static final TopicPartition OTHER = new TopicPartition("other", 2);

  @Property
  void a_batch_gives_back_every_record_as_it_was(@ForAll("records") List<Polled> records) {
    List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
    long offset = 1_000_000_000_000L;
    for (Polled record : records) {
      offset += record.gap();
      polled.add(record.at(offset));
    }

    ConsumerRecord<byte[], byte[]> one = Batch.of(polled, 77);

    assertThat(one.offset()).isEqualTo(polled.get(0).offset());
    assertThat(one.leaderEpoch()).isEqualTo(polled.get(0).leaderEpoch());
    Batch batch = Batch.deserializer().deserialize("log", one.value());
    assertThat(batch.lag()).isEqualTo(77);
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      assertThat(batch.next()).isTrue();
      assertThat(one.offset() + batch.distance()).isEqualTo(record.offset());
      assertThat(batch.keyBytes()).isEqualTo(record.key());
      assertThat(batch.valueBytes()).isEqualTo(record.value());
      assertThat(bytes(batch.value())).isEqualTo(record.value());
      assertThat(batch.headers().toArray()).isEqualTo(record.headers().toArray());
    }
    assertThat(batch.next()).isFalse();
  }

  @Test
  void a_key_is_compared_without_being_read() {
    Batch batch = batch(polled("jvm-03", "x"));
    batch.next();
    assertThat(batch.hasKey("jvm-03")).isTrue();
    assertThat(batch.hasKey("jvm-04")).isFalse();
    assertThat(batch.hasKey("jvm-0")).isFalse();
    assertThat(batch.hasKey("jvm-030")).isFalse();
    Batch none = batch(new Polled(0, null, new byte[0], List.of()).at(7));
    none.next();
    assertThat(none.hasKey("")).isFalse();
  }

  @Test
  void only_the_one_topic_comes_in_batches() {
    List<ConsumerRecord<byte[], byte[]>> facts = List.of(polled("a", "1"), polled("b", "2"));
    Map<TopicPartition, OffsetAndMetadata> next = Map.of(LOG, new OffsetAndMetadata(9));
    ConsumerRecords<byte[], byte[]> polled =
        new ConsumerRecords<>(Map.of(LOG, facts, OTHER, facts), next);

    ConsumerRecords<byte[], byte[]> batched =
        BatchingConsumer.batched(polled, "log", partition -> 0);

    assertThat(batched.records(OTHER)).isEqualTo(facts);
    assertThat(batched.records(LOG)).hasSize(1);
    assertThat(batched.nextOffsets()).isEqualTo(next);
  }

  @Test
  void large_records_are_spread_over_batches() {
    List<ConsumerRecord<byte[], byte[]>> facts =
        IntStream.range(0, 10)
            .mapToObj(
                i -> new Polled(0, new byte[1], new byte[i == 4 ? 3 << 20 : 300_000], List.of()))
            .map(record -> record.at(0))
            .toList();
    List<ConsumerRecord<byte[], byte[]>> batches =
        BatchingConsumer.batched(
                new ConsumerRecords<>(Map.of(LOG, facts), Map.of()), "log", partition -> 1L << 40)
            .records(LOG);
    assertThat(batches)
        .extracting(batch -> count(Batch.deserializer().deserialize("log", batch.value())))
        .containsExactly(3, 1, 1, 3, 2);
    assertThat(lag(batches.get(0))).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void what_comes_later_in_the_same_poll_is_still_to_come() {
    ConsumerRecord<byte[], byte[]> large = new Polled(0, null, new byte[900_000], List.of()).at(7);
    List<ConsumerRecord<byte[], byte[]>> batches =
        BatchingConsumer.batched(
                new ConsumerRecords<>(Map.of(LOG, List.of(large, large, large)), Map.of()),
                "log",
                partition -> 10)
            .records(LOG);
    assertThat(batches).extracting(BatchTest::lag).containsExactly(12, 11, 10);
  }

  private static int lag(ConsumerRecord<byte[], byte[]> batch) {
    return Batch.deserializer().deserialize("log", batch.value()).lag();
  }

  private static int count(Batch batch) {
    int count = 0;
    while (batch.next()) {
      count++;
    }
    return count;
  }

  private static Batch batch(ConsumerRecord<byte[], byte[]> record) {
    return Batch.deserializer().deserialize("log", Batch.of(List.of(record), 0).value());
  }

  private static ConsumerRecord<byte[], byte[]> polled(String key, String value) {
    return new Polled(
            0,
            key.getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8),
            List.of())
        .at(7);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** A record of the log; keys, values and values of headers may be null. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Polled(int gap, byte[] key, byte[] value, List<Header> headers) {
    ConsumerRecord<byte[], byte[]> at(long offset) {
      return new ConsumerRecord<>(
          LOG.topic(),
          LOG.partition(),
          offset,
          5,
          TimestampType.CREATE_TIME,
          0,
          0,
          key,
          value,
          new RecordHeaders(headers),
          Optional.of(3));
    }
  }

  @Provide
  Arbitrary<List<Polled>> records() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    Arbitrary<Header> header =
        Combinators.combine(Arbitraries.strings().ofMaxLength(20), bytes.injectNull(0.1))
            .as(RecordHeader::new);
    return Combinators.combine(
            Arbitraries.integers().between(1, 1_000),
            bytes.injectNull(0.1),
            bytes.injectNull(0.1),
            header.list().ofMaxSize(3))
        .as(Polled::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }
}
