package dev.roundup.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
  private static final Duration COALESCE = Duration.ofMillis(500);

  @TempDir private Path directory;
  private final List<String> published = new ArrayList<>();
  private MockProcessorContext<Object, Object> context;
  private Publication publication;

  @BeforeEach
  void open() {
    RoundupStores stores = RoundupStores.of(TopologyHarness.settings());
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    KeyValueStore<String, byte[]> pending =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(stores.pending().name()),
                stores.pending().keys(),
                stores.pending().values())
            .withLoggingDisabled()
            .build();
    pending.init(context.getStateStoreContext(), pending);
    context.addStateStore(pending);
    publication = new Publication(stores, context, COALESCE, () -> 0);
  }

  /** Whether a tick at that time asks for a commit. */
  private boolean commits(long now) {
    publication.publishDue(now, published::add);
    boolean commits = context.committed();
    context.resetCommit();
    return commits;
  }

  private void change(String meetup, long now) {
    context.setCurrentSystemTimeMs(now);
    publication.changed(publication.of(meetup));
  }

  @Test
  void what_is_published_too_soon_after_a_commit_is_committed_when_it_may_be() {
    change("jvm-1", 1_000);
    assertThat(commits(1_000)).isTrue();

    change("jvm-2", 1_040);
    assertThat(commits(1_050)).isFalse();
    assertThat(published).containsExactly("jvm-1", "jvm-2");
    assertThat(commits(1_100)).isTrue();
    assertThat(commits(1_200)).isFalse();
  }

  @Test
  void a_processor_that_is_behind_asks_for_no_commit_until_it_has_caught_up() {
    publication.behind(10_000);
    change("jvm-1", 1_000);
    assertThat(commits(1_000)).isFalse();
    assertThat(published).containsExactly("jvm-1");

    publication.behind(0);
    assertThat(commits(1_050)).isTrue();
  }
}
