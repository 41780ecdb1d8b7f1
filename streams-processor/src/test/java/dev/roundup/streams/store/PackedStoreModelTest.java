package dev.roundup.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The packed store and a sorted map, side by side. */
class PackedStoreModelTest {
  private static final int LARGEST_VALUE = 6_000;

  /** One call of the store; a and b are keys, prefixes or ends of a range. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step(Kind kind, byte[] a, byte[] b, int valueSize) {}

  enum Kind {
    PUT,
    PUT_AGAIN,
    PUT_NULL,
    PUT_IF_ABSENT,
    PUT_ALL,
    DELETE,
    GET,
    GET_AND_PUT,
    GET_AND_PREFETCH_AND_PUT,
    GET_AND_PUT_BEHIND_ANOTHER,
    GET_AND_PUT_BEHIND_A_REMOVAL,
    RANGE,
    REVERSE_RANGE,
    PREFIX,
    DELETE_RANGE,
    ALL,
    OPEN_RANGE,
    REVERSE_ALL,
    CLOSE_AND_OPEN
  }

  private final MemoryBudget budget = new MemoryBudget(1L << 30);
  private Path directory;
  private PackedStore store;
  private NavigableMap<Bytes, byte[]> model;
  private int written;

  @BeforeTry
  void begin() throws IOException {
    directory = Files.createTempDirectory("packed-store");
    store = SnapshotTest.opened(budget, directory);
    model = new TreeMap<>();
  }

  @AfterTry
  void end() throws IOException {
    Utils.delete(directory.toFile());
  }

  @Property(tries = 200)
  void every_operation_answers_as_a_sorted_map_does(@ForAll("steps") List<Step> steps) {
    steps.forEach(this::run);
    assertThat(listed(store.range(null, null))).isEqualTo(listed(model));
    assertThat(listed(store.reverseAll())).isEqualTo(listed(model.descendingMap()));
    assertThat(store.approximateNumEntries()).isEqualTo(model.size());
    store.close();
    assertThat(budget.taken()).isZero();
  }

  private void run(Step step) {
    Bytes a = Bytes.wrap(step.a);
    Bytes b = Bytes.wrap(step.b);
    byte[] value = value(step.valueSize);
    switch (step.kind) {
      case PUT, PUT_AGAIN -> put(a, value);
      case PUT_NULL -> {
        store.put(a, null);
        model.remove(a);
      }
      case PUT_IF_ABSENT ->
          assertThat(store.putIfAbsent(a, value)).isEqualTo(model.putIfAbsent(a, value));
      case PUT_ALL -> {
        store.putAll(List.of(KeyValue.pair(a, value), KeyValue.pair(b, value)));
        model.put(a, value);
        model.put(b, value);
      }
      case DELETE -> assertThat(store.delete(a)).isEqualTo(model.remove(a));
      case GET -> assertThat(store.get(a)).isEqualTo(model.get(a));
      case GET_AND_PUT -> {
        assertThat(store.get(a)).isEqualTo(model.get(a));
        put(a, value);
      }
      case GET_AND_PREFETCH_AND_PUT -> {
        assertThat(store.get(a)).isEqualTo(model.get(a));
        store.prefetch(List.of(step.b, step.a));
        put(a, value);
      }
      case GET_AND_PUT_BEHIND_ANOTHER -> {
        assertThat(store.get(a)).isEqualTo(model.get(a));
        put(b, value);
        put(a, value);
      }
      case GET_AND_PUT_BEHIND_A_REMOVAL -> {
        assertThat(store.get(a)).isEqualTo(model.get(a));
        assertThat(store.delete(b)).isEqualTo(model.remove(b));
        put(a, value);
      }
      case RANGE -> assertThat(listed(store.range(a, b))).isEqualTo(listed(between(a, b)));
      case REVERSE_RANGE ->
          assertThat(listed(store.reverseRange(a, b)))
              .isEqualTo(listed(between(a, b).descendingMap()));
      case PREFIX ->
          assertThat(listed(store.prefixScan(step.a, new ByteArraySerializer())))
              .isEqualTo(listed(beginningWith(step.a)));
      case DELETE_RANGE -> {
        for (Bytes key : List.copyOf(between(a, b).keySet())) {
          assertThat(store.delete(key)).isEqualTo(model.remove(key));
        }
      }
      case ALL ->
          assertThat(listed(store.all())).containsExactlyInAnyOrderElementsOf(listed(model));
      case OPEN_RANGE ->
          assertThat(listed(store.range(null, a))).isEqualTo(listed(model.headMap(a, true)));
      case REVERSE_ALL ->
          assertThat(listed(store.reverseAll())).isEqualTo(listed(model.descendingMap()));
      case CLOSE_AND_OPEN -> {
        store.commit(Map.of(SnapshotTest.CHANGELOG, (long) written));
        store.close();
        assertThat(budget.taken()).isZero();
        store = SnapshotTest.opened(budget, directory);
        assertThat(store.committedOffset(SnapshotTest.CHANGELOG)).isEqualTo(written);
      }
    }
  }

  private void put(Bytes key, byte[] value) {
    store.put(key, value);
    model.put(key, value);
    assertThat(store.get(key)).isEqualTo(value);
  }

  private byte[] value(int size) {
    byte[] value = new byte[size];
    Arrays.fill(value, (byte) written++);
    return value;
  }

  private NavigableMap<Bytes, byte[]> between(Bytes from, Bytes to) {
    return from.compareTo(to) > 0 ? new TreeMap<>() : model.subMap(from, true, to, true);
  }

  private NavigableMap<Bytes, byte[]> beginningWith(byte[] prefix) {
    NavigableMap<Bytes, byte[]> found = new TreeMap<>();
    model.forEach(
        (key, value) -> {
          byte[] bytes = key.get();
          if (bytes.length >= prefix.length
              && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length)) {
            found.put(key, value);
          }
        });
    return found;
  }

  private static List<String> listed(Map<Bytes, byte[]> map) {
    List<String> list = new ArrayList<>();
    map.forEach((key, value) -> list.add(listed(key, value)));
    return list;
  }

  private static List<String> listed(KeyValueIterator<Bytes, byte[]> iterator) {
    List<String> list = new ArrayList<>();
    try (iterator) {
      while (iterator.hasNext()) {
        Bytes peeked = iterator.peekNextKey();
        KeyValue<Bytes, byte[]> entry = iterator.next();
        assertThat(peeked).isEqualTo(entry.key);
        list.add(listed(entry.key, entry.value));
      }
    }
    return list;
  }

  private static String listed(Bytes key, byte[] value) {
    return key + "=" + value.length + "x" + (value.length == 0 ? "" : value[0]);
  }

  /** Few different keys of few different bytes, so that steps meet; some sequences are long. */
  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<byte[]> keys =
        Arbitraries.bytes()
            .between((byte) -2, (byte) 1)
            .array(byte[].class)
            .ofMinSize(0)
            .ofMaxSize(7);
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, LARGEST_VALUE));
    return Combinators.combine(Arbitraries.of(Kind.class), keys, keys, sizes)
        .as(Step::new)
        .list()
        .ofMinSize(0)
        .ofMaxSize(600)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
