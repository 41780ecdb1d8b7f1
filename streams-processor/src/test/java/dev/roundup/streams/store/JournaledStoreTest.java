package dev.roundup.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaledStoreTest {
  /** What was written to the changelog, in order. */
  private final List<KeyValue<byte[], byte[]>> changelog = new ArrayList<>();

  private final MemoryBudget budget = new MemoryBudget(1L << 30);
  private final Map<String, Long> model = new TreeMap<>();
  private BatchingStateRestoreCallback restoring;
  private JournaledStore<String, Long> store;
  @TempDir private Path directory;

  @BeforeEach
  void open() {
    store = opened();
  }

  @Test
  void changes_are_seen_at_once_and_logged_together() {
    store.add("ola", 1L);
    store.add("kari", 2L);
    store.replace("ola", 3L);
    assertThat(store.get("ola")).isEqualTo(3);
    assertThat(changelog).isEmpty();

    store.log();
    store.log();

    assertThat(changelog).hasSize(1);
    assertThat(restored(changelog)).isEqualTo(Map.of("ola", 3L, "kari", 2L));
  }

  @Test
  void changes_that_are_not_logged_cannot_be_committed() {
    store.add("ola", 1L);
    assertThatThrownBy(() -> store.commit(Map.of())).hasMessageContaining("1 changes");
    store.log();
    store.commit(Map.of());
  }

  @Test
  void what_is_taken_out_stays_out() {
    store.add("ola", 1L);
    store.log();
    store.remove("ola");
    store.log();
    assertThat(store.get("ola")).isNull();
    assertThat(restored(changelog)).isEmpty();
  }

  @Test
  void the_journal_is_no_entry() {
    assertThat(contents(store)).isEmpty();
    store.add("ola", 1L);
    store.log();
    assertThat(contents(store)).containsOnlyKeys("ola");
    try (KeyValueIterator<String, Long> found = store.prefixScan("o", new StringSerializer())) {
      assertThat(found.peekNextKey()).isEqualTo("ola");
    }
  }

  @Test
  void one_record_is_never_much_larger_than_half_a_mebibyte() {
    for (int i = 0; i < 50_000; i++) {
      store.add("member-%020d".formatted(i), (long) i);
    }
    store.log();
    assertThat(changelog).hasSizeBetween(4, 6);
    assertThat(changelog).allMatch(record -> record.value.length < 520 << 10);
  }

  @Test
  void a_changelog_stays_in_proportion_to_what_is_in_the_store() {
    change(200_000, new Random(1));

    assertThat(entries(compacted(changelog))).isLessThan(60_000);
    assertThat(entries(changelog)).isGreaterThan(200_000).isLessThan(240_000);
    assertThat(restored(compacted(changelog))).isEqualTo(model);
  }

  @Test
  void a_store_that_only_grows_is_not_written_again() {
    for (int i = 0; i < 100_000; i++) {
      store.add("member-" + i, (long) i);
      if (i % 500 == 0) {
        store.log();
      }
    }
    store.log();
    assertThat(entries(changelog)).isEqualTo(100_000);
  }

  @Test
  void it_does_not_matter_how_much_of_what_was_taken_out_is_still_there() {
    Random random = new Random(2);
    change(100_000, random);
    Map<Bytes, byte[]> compacted = latest(changelog);
    List<KeyValue<byte[], byte[]>> some = new ArrayList<>();
    for (KeyValue<byte[], byte[]> record : changelog) {
      boolean takenOut = compacted.get(Bytes.wrap(record.key)) == null;
      if (!takenOut || random.nextBoolean()) {
        some.add(record);
      }
    }
    assertThat(some).hasSizeLessThan(changelog.size());
    assertThat(restored(some)).isEqualTo(model);
    assertThat(restored(changelog)).isEqualTo(model);
  }

  @Test
  void what_was_removed_stays_so_where_the_broker_still_shows_that_it_was_there() {
    store.add("the last key of all", 1L);
    store.log();
    store.remove("the last key of all");
    store.log();
    KeyValue<byte[], byte[]> removal = changelog.get(1);
    change(100_000, new Random(4));
    assertThat(changelog).anyMatch(record -> isKey(record, removal.key) && record.value == null);

    List<KeyValue<byte[], byte[]>> shown = new ArrayList<>(changelog);
    shown.remove(removal);
    assertThat(restored(shown)).isEqualTo(model);
  }

  @Test
  void a_change_after_a_restart_takes_nothing_out_that_is_still_of_use() {
    change(30_000, new Random(5));
    store = opened();
    restoring.restoreAll(compacted(changelog));
    store.add("ola", 1L);
    store.log();
    model.put("ola", 1L);
    assertThat(restored(compacted(changelog))).isEqualTo(model);
  }

  @Test
  void a_store_that_was_restored_and_closed_goes_on_where_the_other_left_off() {
    change(1_000, new Random(6));
    long next = ChangelogRecord.number(changelog.get(changelog.size() - 1).key) + 1;
    store = opened();
    restoring.restoreAll(changelog);
    store.commit(Map.of(new TopicPartition("changelog", 0), 1L));
    store.close();

    store = opened();
    assertThat(contents(store)).isEqualTo(model);
    store.add("ola", 1L);
    store.log();
    assertThat(changelog.get(changelog.size() - 1).key).isEqualTo(ChangelogRecord.key(next).get());
  }

  @Test
  void a_store_that_was_restored_goes_on_where_the_other_left_off() {
    Random random = new Random(3);
    for (int life = 0; life < 8; life++) {
      change(30_000, random);
      assertThat(changelog.stream().filter(record -> record.value == null))
          .extracting(record -> Bytes.wrap(record.key))
          .doesNotHaveDuplicates();
      List<KeyValue<byte[], byte[]>> before = compacted(changelog);
      changelog.clear();
      changelog.addAll(before);
      store = opened();
      restoring.restoreAll(before);
      assertThat(contents(store)).isEqualTo(model);
    }
    assertThat(entries(compacted(changelog))).isLessThan(60_000);
  }

  @Test
  void a_store_that_starts_often_is_written_again_all_the_same() {
    Random random = new Random(7);
    change(12_000, random);
    for (int life = 0; life < 200; life++) {
      change(100, random);
      List<KeyValue<byte[], byte[]>> before = compacted(changelog);
      changelog.clear();
      changelog.addAll(before);
      boolean fromSnapshot = life % 2 == 0;
      if (fromSnapshot) {
        store.commit(Map.of(new TopicPartition("changelog", 0), 1L));
        store.close();
      }
      store = opened();
      if (!fromSnapshot) {
        restoring.restoreAll(before);
      }
      assertThat(contents(store)).isEqualTo(model);
    }
    assertThat(restored(compacted(changelog))).isEqualTo(model);
    assertThat(entries(compacted(changelog))).isLessThan(20_000);
  }

  @Test
  void a_snapshot_of_any_age_is_enough_though_nothing_is_left_of_what_was_taken_out_since()
      throws IOException {
    Random random = new Random(8);
    Path file = directory.resolve("visits.packed");
    Map<Integer, byte[]> snapshots = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      change(5_000, random);
      store.commit(Map.of(new TopicPartition("changelog", 0), 1L));
      store.close();
      snapshots.put(changelog.size(), Files.readAllBytes(file));
      store = opened();
    }
    for (Map.Entry<Integer, byte[]> snapshot : snapshots.entrySet()) {
      Files.write(file, snapshot.getValue());
      store = opened();
      restoring.restoreAll(left(changelog.subList(snapshot.getKey(), changelog.size())));
      assertThat(contents(store)).isEqualTo(model);
      change(1_000, random);
    }
    assertThat(entries(left(changelog))).isLessThan(60_000);
  }

  @Test
  void what_is_outdated_is_taken_out_after_a_restart_as_well() {
    store.add("ola", 0L);
    store.log();
    for (long i = 1; changelog.get(changelog.size() - 1).value != null; i++) {
      store.replace("ola", i);
      store.log();
    }
    store.commit(Map.of(new TopicPartition("changelog", 0), 1L));
    store.close();
    store = opened();
    for (long i = 1; i <= 20; i++) {
      store.replace("ola", i);
      store.log();
    }
    assertThat(compacted(changelog).stream().filter(record -> record.value != null))
        .hasSizeLessThan(50);
  }

  @Test
  void a_record_that_another_version_wrote_is_refused_with_the_way_out() {
    byte[] key = "jvm-03/ola".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> restoring.restoreAll(List.of(KeyValue.pair(key, key))))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("streams reset");
    byte[] cut = {1, 2, 3};
    byte[] first = ChangelogRecord.key(0).get();
    assertThatThrownBy(() -> restoring.restoreAll(List.of(KeyValue.pair(first, cut))))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("3 bytes");
  }

  /** Of 2,000 keys, in records of up to 100 changes. */
  private void change(int times, Random random) {
    int left = 0;
    for (int i = 0; i < times; i++) {
      String key = "member-" + random.nextInt(2_000);
      if (random.nextInt(10) == 0) {
        store.remove(key);
        model.remove(key);
      } else if (model.put(key, (long) i) == null) {
        store.add(key, (long) i);
      } else {
        store.replace(key, (long) i);
      }
      if (left-- == 0) {
        store.log();
        left = random.nextInt(100);
      }
    }
    store.log();
  }

  private static boolean isKey(KeyValue<byte[], byte[]> record, byte[] key) {
    return Arrays.equals(record.key, key);
  }

  private Map<String, Long> restored(List<KeyValue<byte[], byte[]>> records) {
    JournaledStore<String, Long> other = opened();
    restoring.restoreAll(records);
    return contents(other);
  }

  private static Map<String, Long> contents(JournaledStore<String, Long> store) {
    Map<String, Long> contents = new TreeMap<>();
    try (KeyValueIterator<String, Long> all = store.all()) {
      all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
    }
    return contents;
  }

  private static Map<Bytes, byte[]> latest(List<KeyValue<byte[], byte[]>> records) {
    Map<Bytes, byte[]> latest = new HashMap<>();
    records.forEach(record -> latest.put(Bytes.wrap(record.key), record.value));
    return latest;
  }

  /** What the broker's compaction leaves, tombstones included. */
  private static List<KeyValue<byte[], byte[]>> compacted(List<KeyValue<byte[], byte[]>> records) {
    Map<Bytes, byte[]> latest = latest(records);
    return records.stream()
        .filter(record -> latest.get(Bytes.wrap(record.key)) == record.value)
        .toList();
  }

  /** What compaction leaves once tombstones are forgotten. */
  private static List<KeyValue<byte[], byte[]>> left(List<KeyValue<byte[], byte[]>> records) {
    return compacted(records).stream().filter(record -> record.value != null).toList();
  }

  private static long entries(List<KeyValue<byte[], byte[]>> records) {
    return records.stream()
        .filter(record -> record.value != null)
        .mapToLong(record -> ChangelogRecord.read(record.value).entries().size())
        .sum();
  }

  private JournaledStore<String, Long> opened() {
    JournaledStore<String, Long> opened =
        new JournaledStore<>(
            new PackedStore("visits", budget), logging(), Serdes.String(), Serdes.Long());
    opened.init(context(), opened);
    return opened;
  }

  /** A store that remembers what was put, in the place of Kafka Streams' own that logs it. */
  @SuppressWarnings("unchecked")
  private KeyValueStore<Bytes, byte[]> logging() {
    return (KeyValueStore<Bytes, byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("put")) {
                changelog.add(KeyValue.pair(((Bytes) arguments[0]).get(), (byte[]) arguments[1]));
              }
              return null;
            });
  }

  /** Hands over what restores the store, and knows nothing else. */
  private StateStoreContext context() {
    return (StateStoreContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StateStoreContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("register")) {
                restoring = (BatchingStateRestoreCallback) arguments[1];
              }
              return method.getName().equals("stateDir") ? directory.toFile() : null;
            });
  }
}
