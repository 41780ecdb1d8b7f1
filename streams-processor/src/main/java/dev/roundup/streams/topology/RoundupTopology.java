package dev.roundup.streams.topology;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.series.MeetupUpdate;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.streams.batch.Batch;
import dev.roundup.streams.store.MemoryBudget;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.VoidDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/**
 * From facts to roundups. Two parts, joined by two topics, because a meetup's facts are together by
 * meetup, and what meetups have in common is together by series:
 *
 * <pre>
 * meetup.events ─────────&gt; fold-meetups ────────&gt; meetup.roundups
 *                           ^        │
 *        meetup.meetup-updates      meetup.series-updates
 *                           │        v
 *                           fold-series
 * </pre>
 */
public final class RoundupTopology {
  static final String PUBLISH_ROUNDUPS = "publish-roundups";
  static final String TELL_SERIES = "tell-series";
  static final String BURY = "bury";
  private static final String FOLD_MEETUPS = "fold-meetups";
  private static final String FOLD_SERIES = "fold-series";

  private final Settings settings;
  private final StoreKind kind;
  private final Duration coalesce;
  private final LongSupplier nanoTime;
  private final RoundupStores stores;
  private final Serde<MeetupEvent> facts;
  private final Serde<Roundup> roundups;
  private final MemoryBudget budget = MemoryBudget.halfOfHeap();

  /**
   * The topology for one app.
   *
   * @param coalesce least time between two roundups of one meetup
   * @param nanoTime measures time spent, as {@link System#nanoTime()} does
   */
  public RoundupTopology(
      Settings settings, StoreKind kind, Duration coalesce, LongSupplier nanoTime) {
    this.settings = settings;
    this.kind = kind;
    this.coalesce = coalesce;
    this.nanoTime = nanoTime;
    this.stores = RoundupStores.of(settings);
    this.facts = AvroSerdes.values(settings, MeetupEvent.class);
    this.roundups = AvroSerdes.values(settings, Roundup.class);
  }

  /** The topology itself. */
  public Topology build(StreamsConfig config) {
    Serde<SeriesUpdate> toSeries = AvroSerdes.values(settings, SeriesUpdate.class);
    Serde<MeetupUpdate> toMeetups = AvroSerdes.values(settings, MeetupUpdate.class);
    StringDeserializer keys = new StringDeserializer();
    StringSerializer outKeys = new StringSerializer();

    Topology topology = new Topology(new TopologyConfig(config));
    topology
        .addSource("facts", new VoidDeserializer(), Batch.deserializer(), Topics.EVENTS.name())
        .addSource(
            "hear-series", keys, toMeetups.deserializer(), SeriesTopics.MEETUP_UPDATES.name())
        .addProcessor(FOLD_MEETUPS, () -> new MeetupProcessor(this), "facts", "hear-series")
        .addStateStore(stores.attendees().builder(this::large), FOLD_MEETUPS)
        .addStateStore(stores.programmes().builder(kind::small), FOLD_MEETUPS)
        .addStateStore(stores.following().builder(kind::small), FOLD_MEETUPS)
        .addStateStore(stores.pending().builder(kind::small), FOLD_MEETUPS)
        .addSink(
            PUBLISH_ROUNDUPS,
            Topics.ROUNDUPS.name(),
            outKeys,
            new ByteArraySerializer(),
            FOLD_MEETUPS)
        .addSink(
            TELL_SERIES,
            SeriesTopics.SERIES_UPDATES.name(),
            outKeys,
            toSeries.serializer(),
            FOLD_MEETUPS)
        .addSink(
            BURY,
            Topics.DEAD_LETTERS.name(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            FOLD_MEETUPS);
    topology
        .addSource(
            "hear-meetups", keys, toSeries.deserializer(), SeriesTopics.SERIES_UPDATES.name())
        .addProcessor(FOLD_SERIES, () -> new SeriesProcessor(stores), "hear-meetups")
        .addStateStore(stores.calendars().builder(kind::small), FOLD_SERIES)
        .addStateStore(stores.visits().builder(this::large), FOLD_SERIES)
        .addSink(
            "tell-meetups",
            SeriesTopics.MEETUP_UPDATES.name(),
            outKeys,
            toMeetups.serializer(),
            FOLD_SERIES);
    // one task a partition for both parts: if they were apart, Kafka Streams could give a thread or
    // an instance nothing but tasks of series, which have little to do
    topology.connectProcessorAndStateStores(FOLD_SERIES, stores.pending().name());
    return topology;
  }

  RoundupStores stores() {
    return stores;
  }

  StoreKind kind() {
    return kind;
  }

  Serde<MeetupEvent> facts() {
    return facts;
  }

  Serde<Roundup> roundups() {
    return roundups;
  }

  Duration coalesce() {
    return coalesce;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  private KeyValueBytesStoreSupplier large(String name) {
    return kind.large(name, budget);
  }
}
