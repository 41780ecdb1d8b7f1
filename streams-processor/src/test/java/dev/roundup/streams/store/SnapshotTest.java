package dev.roundup.streams.store;

import static dev.roundup.streams.store.PackedStoreTest.key;
import static dev.roundup.streams.store.PackedStoreTest.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  static final TopicPartition CHANGELOG = new TopicPartition("app-attendees-changelog", 0);

  @TempDir private Path directory;
  private final MemoryBudget budget = new MemoryBudget(1L << 30);
  private PackedStore store;

  static PackedStore opened(MemoryBudget budget, Path directory) {
    PackedStore store = new PackedStore("attendees", budget);
    store.init(
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile())
            .getStateStoreContext(),
        null);
    return store;
  }

  @BeforeEach
  void open() {
    store = opened(budget, directory);
  }

  private void commit(long offset) {
    store.commit(Map.of(CHANGELOG, offset));
  }

  private void closeAndOpen() {
    store.close();
    assertThat(budget.taken()).isZero();
    open();
  }

  private Path file() {
    return directory.resolve("attendees.packed");
  }

  private void assertThatItBeginsAnew() {
    assertThat(store.committedOffset(CHANGELOG)).isNull();
    assertThat(keys(store.all())).isEmpty();
    store.put(key("c"), new byte[] {3});
    assertThat(keys(store.all())).containsExactly("c");
  }

  /** Kafka Streams tells stores to commit when it has failed to. */
  @Test
  void a_store_that_is_closed_in_an_open_transaction_leaves_nothing_of_it() {
    store.put(key("a"), new byte[] {1});
    commit(41);
    closeAndOpen();
    store.put(key("b"), new byte[] {2});
    Transaction.note(true);
    try {
      commit(42);
      closeAndOpen();
    } finally {
      Transaction.note(false);
    }
    assertThat(store.committedOffset(CHANGELOG)).isEqualTo(41);
    assertThat(keys(store.all())).containsExactly("a");
  }

  @Test
  void a_store_that_was_closed_goes_on_from_the_offset_it_had_come_to() {
    store.put(key("a"), new byte[] {1});
    store.put(key("b"), new byte[3 * Leaf.FULL]);
    commit(41);
    closeAndOpen();

    assertThat(store.committedOffset(CHANGELOG)).isEqualTo(41);
    assertThat(store.approximateNumEntries()).isEqualTo(2);
    assertThat(store.get(key("a"))).containsExactly(1);
    assertThat(store.get(key("b"))).hasSize(3 * Leaf.FULL);
  }

  @Test
  void an_empty_store_goes_on_as_well_so_that_its_task_is_not_taken_for_a_crashed_one() {
    commit(-4);
    closeAndOpen();

    assertThat(store.committedOffset(CHANGELOG)).isEqualTo(-4);
  }

  @Test
  void what_no_commit_has_told_is_in_no_snapshot() {
    store.put(key("a"), new byte[] {1});
    commit(41);
    closeAndOpen();
    store.put(key("a"), new byte[] {2});
    store.delete(key("a"));
    store.put(key("b"), new byte[] {2});
    closeAndOpen();

    assertThat(store.committedOffset(CHANGELOG)).isEqualTo(41);
    assertThat(store.get(key("a"))).containsExactly(1);
    assertThat(store.get(key("b"))).isNull();
  }

  @Test
  void a_store_that_was_never_committed_leaves_none() {
    store.put(key("a"), new byte[] {1});
    store.close();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_commit_without_an_offset_takes_the_snapshot_away() {
    store.put(key("a"), new byte[] {1});
    commit(41);
    closeAndOpen();
    store.commit(Map.of());
    assertThat(store.committedOffset(CHANGELOG)).isNull();
    store.close();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_damaged_snapshot_is_not_used() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      store.put(key("attendee-" + i), new byte[50]);
    }
    commit(1_999);
    store.close();
    byte[] whole = Files.readAllBytes(file());
    int last = whole.length - 20; // from where on each place is tried
    for (int at = 0; at < whole.length; at += at < last ? 1 + whole.length / 50 : 1) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(file(), damaged);
      open();
      assertThatItBeginsAnew();
      store.close();
      Files.write(file(), Arrays.copyOf(whole, at));
      open();
      assertThatItBeginsAnew();
      store.close();
      assertThat(budget.taken()).isZero();
    }
    Files.write(file(), whole);
    open();
    assertThat(store.approximateNumEntries()).isEqualTo(2_000);
  }

  @Test
  void a_snapshot_that_cannot_be_written_leaves_the_one_before() throws IOException {
    store.put(key("a"), new byte[] {1});
    commit(41);
    closeAndOpen();
    Files.createDirectory(directory.resolve("attendees.packed.new"));
    store.put(key("b"), new byte[] {2});
    commit(42);
    closeAndOpen();

    assertThat(store.committedOffset(CHANGELOG)).isEqualTo(41);
    assertThat(keys(store.all())).containsExactly("a");
  }

  @Test
  void a_snapshot_larger_than_the_budget_names_the_way_out_and_takes_nothing() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      store.put(key("attendee-" + i), new byte[50]);
    }
    commit(1_999);
    store.close();

    MemoryBudget small = new MemoryBudget(20_000);
    assertThatThrownBy(() -> opened(small, directory))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("stores=rocksdb");
    assertThat(small.taken()).isZero();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }
}
