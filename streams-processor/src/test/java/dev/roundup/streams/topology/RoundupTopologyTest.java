package dev.roundup.streams.topology;

import static dev.roundup.streams.model.Facts.at;
import static dev.roundup.streams.model.Facts.checkedIn;
import static dev.roundup.streams.model.Facts.rsvp;
import static dev.roundup.streams.model.Facts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.Response;
import dev.roundup.schemas.topic.StatedFacts;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.streams.model.CollidingFacts;
import dev.roundup.streams.model.RoundupFold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundupTopologyTest {
  private static final String MEETUP = "jvm-03";
  private static final MeetupEvent SCHEDULED = at(-60, MEETUP, scheduled("jvm", 0));

  @TempDir private Path directory;

  @Test
  void the_topology_is_as_agreed() throws IOException {
    StreamsConfig config =
        new StreamsConfig(
            java.util.Map.of(
                "application.id", "roundup-streams",
                "bootstrap.servers", "none:0",
                "ensure.explicit.internal.resource.naming", true));
    RoundupTopology topology =
        new RoundupTopology(
            TopologyHarness.settings(), StoreKind.MEMORY, TopologyHarness.COALESCE, () -> 0);
    assertThat(topology.build(config).describe().toString())
        .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/topology.txt")));
  }

  @Test
  void the_first_change_is_published_at_once_and_the_next_ones_together_after_the_span() {
    try (TopologyHarness harness = memory()) {
      harness.pipe(SCHEDULED);
      assertThat(harness.after(Publication.TICK)).hasSize(1);
      harness.pipe(at(1, MEETUP, rsvp("ola", Response.YES, 0)));
      harness.pipe(at(2, MEETUP, rsvp("kari", Response.YES, 0)));
      assertThat(harness.after(TopologyHarness.COALESCE.minus(Publication.TICK.multipliedBy(2))))
          .isEmpty();
      List<TestRecord<String, Roundup>> later = harness.after(TopologyHarness.COALESCE);
      assertThat(later).hasSize(1);
      assertThat(later.get(0).value().getAttendance().getGoing()).isEqualTo(2);
      assertThat(harness.after(Duration.ofMinutes(1))).isEmpty();
    }
  }

  @Test
  void while_the_log_has_many_more_facts_little_time_goes_into_publishing() {
    AtomicLong millis = new AtomicLong(); // each look at the clock, and so each roundup, takes one
    try (TopologyHarness harness =
        new TopologyHarness(
            StoreKind.MEMORY,
            directory,
            () -> Duration.ofMillis(millis.incrementAndGet()).toNanos())) {
      for (int meetup = 10; meetup < 60; meetup++) {
        harness.pipe(at(-60, "jvm-" + meetup, scheduled("jvm", meetup)), 100_000);
      }
      assertThat(harness.after(Publication.TICK)).hasSize(1);
      harness.pipe(at(-60, "jvm-60", scheduled("jvm", 60)), 10);
      assertThat(harness.after(Publication.TICK)).hasSizeBetween(8, 12);
    }
  }

  @Test
  void a_roundup_says_which_facts_it_follows_from_but_for_answers() {
    try (TopologyHarness harness = memory()) {
      harness.pipe(SCHEDULED);
      harness.pipe(at(1, MEETUP, rsvp("ola", Response.YES, 0)));

      Headers headers = harness.after(Publication.TICK).get(0).headers();
      assertThat(StatedFacts.of(headers)).contains(StatedFacts.of(List.of(SCHEDULED)));
    }
  }

  @Test
  void a_fact_that_changes_nothing_publishes_nothing() {
    try (TopologyHarness harness = memory()) {
      MeetupEvent answer = at(1, MEETUP, rsvp("ola", Response.YES, 0));
      harness.pipe(SCHEDULED);
      harness.pipe(answer);
      harness.settled();
      harness.pipe(answer);
      harness.pipe(SCHEDULED);
      assertThat(harness.settled()).isEmpty();
    }
  }

  @Test
  void bytes_that_are_no_fact_are_dead_lettered_as_they_are_and_the_run_goes_on() {
    try (TopologyHarness harness = memory()) {
      byte[] garbage = "not a fact".getBytes(StandardCharsets.UTF_8);
      harness.pipe(MEETUP, garbage);
      harness.pipe(SCHEDULED);
      assertThat(harness.settled()).containsOnlyKeys(MEETUP);
      List<TestRecord<byte[], byte[]>> dead = harness.deadLetters();
      assertThat(dead).hasSize(1);
      assertThat(dead.get(0).value()).isEqualTo(garbage);
      assertThat(header(dead.get(0), "__streams.errors.topic")).isEqualTo(Topics.EVENTS.name());
      assertThat(header(dead.get(0), "__streams.errors.offset")).isEqualTo("0");
    }
  }

  @Test
  void a_record_that_is_no_fact_does_not_hold_up_those_that_were_polled_with_it() {
    try (TopologyHarness harness = memory()) {
      MeetupEvent wrong = at(1, "No Id", rsvp("ola", Response.YES, 0));
      harness.pipe(
          List.of(SCHEDULED, wrong, at(2, MEETUP, rsvp("kari", Response.YES, 0)), SCHEDULED));
      assertThat(harness.settled().get(MEETUP).getAttendance().getGoing()).isEqualTo(1);
      assertThat(harness.deadLetters()).hasSize(1);
    }
  }

  @Test
  void a_fact_under_another_key_or_a_wrong_id_or_none_at_all_is_dead_lettered_with_a_reason() {
    try (TopologyHarness harness = memory()) {
      harness.pipe("another", SCHEDULED);
      harness.pipe(at(0, "../../etc", scheduled("jvm", 0)));
      harness.pipe(MEETUP, (byte[]) null);
      assertThat(harness.settled()).isEmpty();
      assertThat(harness.deadLetters())
          .extracting(dead -> header(dead, "__streams.errors.message"))
          .satisfiesExactly(
              key -> assertThat(key).contains("key"),
              id -> assertThat(id).contains("lower-case letters"),
              empty -> assertThat(empty).contains("empty"));
    }
  }

  @Test
  void a_fact_or_an_id_that_the_stores_could_not_log_is_dead_lettered_with_a_reason() {
    try (TopologyHarness harness = memory()) {
      harness.pipe(MeetupEvent.newBuilder(SCHEDULED).setId("i".repeat(129)).build());
      harness.pipe(MeetupEvent.newBuilder(SCHEDULED).setSource("s".repeat(2 << 20)).build());
      assertThat(harness.settled()).isEmpty();
      harness.pipe(MeetupEvent.newBuilder(SCHEDULED).setId("🎤".repeat(128)).build());
      assertThat(harness.settled()).isNotEmpty();
      assertThat(harness.deadLetters())
          .extracting(dead -> header(dead, "__streams.errors.message"))
          .satisfiesExactly(
              id -> assertThat(id).contains("longer than 128"),
              size -> assertThat(size).contains("at most 2,097,152"));
    }
  }

  @Test
  void what_says_nothing_between_meetups_and_series_is_passed_over() {
    try (TopologyHarness harness = memory()) {
      harness.pipe(SCHEDULED);
      harness.pipeBetween(SeriesTopics.MEETUP_UPDATES, MEETUP, null);
      harness.pipeBetween(SeriesTopics.MEETUP_UPDATES, null, null);
      harness.pipeBetween(SeriesTopics.SERIES_UPDATES, "jvm", null);
      assertThat(harness.settled()).containsOnlyKeys(MEETUP);
      assertThat(harness.deadLetters()).isEmpty();
    }
  }

  @Test
  void first_timers_come_back_from_the_series_also_with_stores_on_disk() {
    try (TopologyHarness harness = new TopologyHarness(StoreKind.ROCKSDB, directory)) {
      harness.pipe(at(5, MEETUP, checkedIn("ola")));
      harness.pipe(SCHEDULED);
      harness.pipe(at(0, "jvm-04", scheduled("jvm", 30)));
      harness.pipe(at(9, "jvm-04", checkedIn("ola")));
      SortedMap<String, Roundup> roundups = harness.settled();
      assertThat(roundups.get(MEETUP).getAttendance().getFirstTimers()).isEqualTo(1);
      assertThat(roundups.get("jvm-04").getAttendance().getFirstTimers()).isZero();
      assertThat(roundups.get(MEETUP).getNext().getMeetupId()).isEqualTo("jvm-04");
    }
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void the_stream_ends_where_the_fold_in_memory_does(
      @ForAll("facts") List<MeetupEvent> facts, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<MeetupEvent> sent = new ArrayList<>(facts);
    sent.addAll(facts.subList(0, facts.size() / 3));
    Collections.shuffle(sent, random);
    Path state = Files.createTempDirectory("topology");
    StoreKind kind = random.nextInt(5) == 0 ? StoreKind.ROCKSDB : StoreKind.MEMORY;
    try (TopologyHarness harness = new TopologyHarness(kind, state)) {
      SortedMap<String, Roundup> latest = harness.settled();
      for (int from = 0, to; from < sent.size(); from = to) {
        to = Math.min(from + 1 + random.nextInt(random.nextBoolean() ? 5 : 100), sent.size());
        harness.pipe(sent.subList(from, to));
        if (random.nextInt(3) == 0) {
          latest.putAll(harness.settled());
        }
      }
      latest.putAll(harness.settled());
      assertThat(harness.deadLetters()).isEmpty();
      assertThat(latest).isEqualTo(RoundupFold.of(facts));
    } finally {
      Utils.delete(state.toFile());
    }
  }

  @Provide
  Arbitrary<List<MeetupEvent>> facts() {
    return CollidingFacts.upTo(120);
  }

  private TopologyHarness memory() {
    return new TopologyHarness(StoreKind.MEMORY, directory);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
