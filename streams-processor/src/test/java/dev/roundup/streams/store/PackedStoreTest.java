package dev.roundup.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class PackedStoreTest {
  private final MemoryBudget budget = new MemoryBudget(1L << 30);
  private final PackedStore store = opened(budget);

  static PackedStore opened(MemoryBudget budget) {
    PackedStore store = new PackedStore("attendees", budget);
    store.init(null, null);
    return store;
  }

  @Test
  void half_a_million_entries_are_found_again_and_take_little_more_than_their_bytes() {
    long bytes = 0;
    Random random = new Random(1);
    for (int i = 0; i < 500_000; i++) {
      Bytes key = key("meetup-" + random.nextInt(5_000) + "/attendee-" + i);
      byte[] value = new byte[40 + random.nextInt(40)];
      store.put(key, value);
      bytes += key.get().length + value.length;
    }
    assertThat(store.approximateNumEntries()).isEqualTo(500_000);
    assertThat(count(store.range(null, null))).isEqualTo(500_000);
    assertThat(budget.taken()).isLessThan(bytes * 7 / 4);
  }

  @Test
  void what_was_just_looked_for_fits_to_the_byte_or_makes_room() {
    for (int size = 0; size < 600; size++) {
      Bytes first = key("first-" + size);
      PackedStore small = opened(budget);
      small.put(first, new byte[size]);
      Bytes second = key("second");
      assertThat(small.get(second)).isNull();
      small.put(second, new byte[] {1});
      assertThat(small.get(first)).hasSize(size);
      assertThat(small.get(second)).containsExactly(1);
    }
  }

  @Test
  void what_was_looked_ahead_for_is_where_it_went_when_leaves_are_split_meanwhile() {
    List<Bytes> ahead =
        IntStream.range(0, 500).mapToObj(number -> key("attendee-" + number)).toList();
    store.prefetch(ahead.stream().map(Bytes::get).toList());
    for (int number = 0; number < 500; number++) {
      assertThat(store.get(ahead.get(number))).isNull();
      store.put(ahead.get(number), new byte[number % 2 == 0 ? 1_000 : 1]);
    }

    assertThat(store.approximateNumEntries()).isEqualTo(500);
    for (int number = 0; number < 500; number++) {
      assertThat(store.get(key("attendee-" + number))).hasSize(number % 2 == 0 ? 1_000 : 1);
    }
  }

  @Test
  void what_was_looked_ahead_for_is_where_it_went_when_leaves_are_joined_meanwhile() {
    for (int number = 0; number < 500; number++) {
      store.put(key("attendee-" + number), new byte[1_000]);
    }
    Bytes ahead = key("attendee-250");
    store.prefetch(List.of(ahead.get()));
    for (int number = 0; number < 500; number++) {
      if (number != 250) {
        store.delete(key("attendee-" + number));
      }
    }
    assertThat(store.get(ahead)).hasSize(1_000);
    store.put(ahead, new byte[2_000]);

    assertThat(store.get(key("attendee-250"))).hasSize(2_000);
  }

  @Test
  void the_space_of_what_was_overwritten_or_deleted_is_used_again() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      store.put(key("attendee-" + i), new byte[50]);
    }
    long once = budget.taken();
    for (int i = 0; i < 400_000; i++) {
      store.put(key("attendee-" + random.nextInt(20_000)), new byte[25 + random.nextInt(50)]);
    }
    assertThat(budget.taken()).isLessThan(once * 3 / 2);
    for (int i = 1; i < 20_000; i++) {
      store.delete(key("attendee-" + i));
    }
    assertThat(budget.taken()).isLessThan(once / 10);
    assertThat(keys(store.all())).containsExactly("attendee-0");
  }

  @Test
  void a_value_may_be_larger_than_a_leaf() {
    store.put(key("b"), new byte[] {2});
    store.put(key("a"), new byte[3 * Leaf.FULL]);
    store.put(key("c"), new byte[] {3});
    store.put(key("a"), new byte[4 * Leaf.FULL]);
    assertThat(store.get(key("a"))).hasSize(4 * Leaf.FULL);
    assertThat(keys(store.all())).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void a_prefix_gives_the_attendees_of_one_meetup_in_order() {
    store.put(key("harbour-1/zoe"), new byte[0]);
    store.put(key("harbour-1/ada"), new byte[0]);
    store.put(key("harbour-10/ada"), new byte[0]);
    store.put(key("harbour-2/ada"), new byte[0]);
    assertThat(keys(store.prefixScan("harbour-1/", new StringSerializer())))
        .containsExactly("harbour-1/ada", "harbour-1/zoe");
  }

  @Test
  void a_prefix_of_highest_bytes_has_no_upper_end() {
    byte[] highest = {(byte) 0xff, (byte) 0xff};
    store.put(Bytes.wrap(new byte[] {(byte) 0xff}), new byte[0]);
    store.put(Bytes.wrap(new byte[] {(byte) 0xff, (byte) 0xff, 1}), new byte[0]);
    try (KeyValueIterator<Bytes, byte[]> found =
        store.prefixScan(highest, Serdes.ByteArray().serializer())) {
      assertThat(found.next().key.get()).containsExactly(0xff, 0xff, 1);
      assertThat(found.hasNext()).isFalse();
    }
  }

  @Test
  void a_full_budget_names_the_way_out_and_leaves_the_store_as_it_was() {
    PackedStore small = opened(new MemoryBudget(20_000));
    List<String> kept = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              for (int i = 100; ; i++) {
                small.put(key("attendee-" + i), new byte[100]);
                kept.add("attendee-" + i);
              }
            })
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("stores=rocksdb")
        .hasMessageContaining("-Xmx");
    assertThat(keys(small.range(null, null))).hasSizeGreaterThan(50).isEqualTo(kept);
  }

  @Test
  void a_closed_store_says_so_gives_its_memory_back_and_opens_again_empty() {
    store.put(key("a"), new byte[] {1});
    store.close();
    store.close();
    assertThat(budget.taken()).isZero();
    assertThatThrownBy(() -> store.get(key("a")))
        .isInstanceOf(InvalidStateStoreException.class)
        .hasMessageContaining("attendees");
    assertThatThrownBy(store::all).isInstanceOf(InvalidStateStoreException.class);
    store.init(null, null);
    assertThat(store.get(key("a"))).isNull();
  }

  @Test
  void interactive_queries_by_key_and_by_range_are_answered_where_no_position_is_asked_for() {
    store.put(key("a"), new byte[] {1});
    store.put(key("b"), new byte[] {2});
    QueryConfig config = new QueryConfig(false);
    PositionBound anywhere = PositionBound.unbounded();
    assertThat(store.query(KeyQuery.withKey(key("a")), anywhere, config).getResult())
        .isEqualTo(new byte[] {1});
    RangeQuery<Bytes, byte[]> descending =
        RangeQuery.<Bytes, byte[]>withNoBounds().withDescendingKeys();
    assertThat(keys(store.query(descending, anywhere, config).getResult()))
        .containsExactly("b", "a");
    PositionBound later =
        PositionBound.at(Position.emptyPosition().withComponent("meetup.events", 0, 7));
    assertThat(store.query(KeyQuery.withKey(key("a")), later, config).getFailureReason())
        .isEqualTo(FailureReason.NOT_UP_TO_BOUND);
  }

  @Test
  void kafka_streams_logs_what_is_put_and_reads_the_store_back() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        "facts",
        Consumed.with(Serdes.String(), Serdes.String()),
        Materialized.<String, String>as(new PackedStoreSupplier("latest", budget))
            .withKeySerde(Serdes.String())
            .withValueSerde(Serdes.String()));
    Properties settings = new Properties();
    settings.put("application.id", "packed");
    settings.put("bootstrap.servers", "unused:1");
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings)) {
      var facts = driver.createInputTopic("facts", new StringSerializer(), new StringSerializer());
      facts.pipeInput("a", "1");
      facts.pipeInput("b", "2");
      facts.pipeInput("a", "3");
      facts.pipeInput("b", (String) null);
      KeyValueStore<String, String> latest = driver.getKeyValueStore("latest");
      assertThat(latest.get("a")).isEqualTo("3");
      assertThat(latest.get("b")).isNull();
      assertThat(latest.approximateNumEntries()).isEqualTo(1);
      assertThat(driver.producedTopicNames()).containsExactly("packed-latest-changelog");
    }
    assertThat(budget.taken()).isLessThan(2_000);
  }

  static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(UTF_8));
  }

  static List<String> keys(KeyValueIterator<Bytes, byte[]> iterator) {
    List<String> keys = new ArrayList<>();
    try (iterator) {
      iterator.forEachRemaining(entry -> keys.add(new String(entry.key.get(), UTF_8)));
    }
    return keys;
  }

  private static int count(KeyValueIterator<Bytes, byte[]> iterator) {
    try (iterator) {
      int count = 0;
      Bytes before = null;
      while (iterator.hasNext()) {
        KeyValue<Bytes, byte[]> entry = iterator.next();
        assertThat(before == null || before.compareTo(entry.key) < 0).isTrue();
        before = entry.key;
        count++;
      }
      return count;
    }
  }
}
