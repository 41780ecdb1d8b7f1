package dev.roundup.benchmarks.baseline;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.RsvpRecorded;
import dev.roundup.schemas.topic.Topics;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What one writes who knows Kafka Streams well: a record per attendee in a tuned RocksDB, the
 * meetup's counters as a cached aggregate, a result per meetup and commit.
 */
public final class FlatRocksDb {
  private static final String ATTENDEES = "attendees";

  private FlatRocksDb() {}

  /** The usual settings, RocksDB tuned. */
  public static Properties settings() {
    Properties settings = Baseline.settings();
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, TunedRocksDb.class);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Integer.toString(32 << 20));
    return settings;
  }

  /** The topology. */
  public static Topology topology(Serde<MeetupEvent> facts) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ATTENDEES), Serdes.String(), Serdes.ByteArray()));
    builder.stream(Topics.EVENTS.name(), Consumed.with(Serdes.String(), facts))
        .processValues(Attendees::new, ATTENDEES)
        .groupByKey(Grouped.with(Serdes.String(), Tally.serde()))
        .aggregate(
            () -> Tally.ZERO,
            (meetup, change, tally) -> tally.plus(change),
            Materialized.<String, Tally, KeyValueStore<Bytes, byte[]>>as("headcounts")
                .withKeySerde(Serdes.String())
                .withValueSerde(Tally.serde())
                .withCachingEnabled())
        .toStream()
        .to(Baseline.OUTPUT.name(), Produced.with(Serdes.String(), Tally.serde()));
    return builder.build();
  }

  private static final class Attendees implements FixedKeyProcessor<String, MeetupEvent, Tally> {
    private FixedKeyProcessorContext<String, Tally> context;
    private KeyValueStore<String, byte[]> attendees;

    @Override
    public void init(FixedKeyProcessorContext<String, Tally> context) {
      this.context = context;
      this.attendees = context.getStateStore(ATTENDEES);
    }

    @Override
    public void process(FixedKeyRecord<String, MeetupEvent> record) {
      if (!(record.value().getFact() instanceof RsvpRecorded rsvp)) {
        return;
      }
      String key = record.key() + "/" + rsvp.getAttendee().getId();
      Register before = Register.of(attendees.get(key));
      Register now = Register.of(record.value(), rsvp);
      if (now.after(before)) {
        attendees.put(key, now.bytes());
        context.forward(record.withValue(Tally.of(now, 1).plus(Tally.of(before, -1))));
      }
    }
  }
}
