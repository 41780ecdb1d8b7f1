package dev.roundup.streams.topology;

import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.series.MeetupUpdate;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.streams.model.SeriesFold;
import dev.roundup.streams.model.SeriesState;
import dev.roundup.streams.store.JournaledStore;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Folds what meetups say into the calendars and visits of their series, and tells them what
 * follows.
 */
final class SeriesProcessor implements Processor<String, SeriesUpdate, String, MeetupUpdate> {
  private static final Serializer<StoreKey> PREFIX = StoreKey.prefix();

  private final RoundupStores stores;
  private ProcessorContext<String, MeetupUpdate> context;
  private StoredSeries state;
  private SeriesFold fold;

  SeriesProcessor(RoundupStores stores) {
    this.stores = stores;
  }

  @Override
  public void init(ProcessorContext<String, MeetupUpdate> context) {
    this.context = context;
    state = new StoredSeries(stores, context);
    fold = new SeriesFold(state);
  }

  @Override
  public void process(Record<String, SeriesUpdate> record) {
    if (!SeriesTopics.isEmpty(record, context)) {
      fold.apply(record.key(), record.value());
      state.visits.log();
    }
  }

  private static final class StoredSeries implements SeriesState {
    private final ProcessorContext<String, MeetupUpdate> context;
    private final KeyValueStore<StoreKey, CalendarEntry> calendars;
    private final JournaledStore<StoreKey, Long> visits;

    /** The calendars of those series that were touched since the task started, as they are now. */
    private final Map<String, Map<String, CalendarEntry>> read = new HashMap<>();

    StoredSeries(RoundupStores stores, ProcessorContext<String, MeetupUpdate> context) {
      this.context = context;
      this.calendars = stores.calendars().in(context);
      this.visits = stores.visits().in(context);
    }

    @Override
    public Map<String, CalendarEntry> calendar(String series) {
      return new HashMap<>(read(series));
    }

    private Map<String, CalendarEntry> read(String series) {
      return read.computeIfAbsent(series, unread -> scan(calendars, StoreKey.of(unread)));
    }

    @Override
    public void setEntry(String series, String meetup, CalendarEntry entry) {
      calendars.put(StoreKey.of(series, meetup), entry);
      if (entry == null) {
        read(series).remove(meetup);
      } else {
        read(series).put(meetup, entry);
      }
    }

    @Override
    public Map<String, Long> visits(String series, String attendee) {
      return scan(visits, StoreKey.of(series, attendee));
    }

    @Override
    public void setVisit(String series, String attendee, String meetup, Long checkedInAt) {
      StoreKey key = StoreKey.of(series, attendee, meetup);
      if (checkedInAt == null) {
        visits.remove(key);
      } else if (visits.get(key) == null) {
        visits.add(key, checkedInAt);
      } else {
        visits.replace(key, checkedInAt);
      }
    }

    @Override
    public void tell(String meetup, MeetupUpdate update) {
      context.forward(new Record<>(meetup, update, context.currentSystemTimeMs()));
    }

    private static <V> Map<String, V> scan(
        ReadOnlyKeyValueStore<StoreKey, V> store, StoreKey prefix) {
      Map<String, V> found = new HashMap<>();
      try (KeyValueIterator<StoreKey, V> entries = store.prefixScan(prefix, PREFIX)) {
        entries.forEachRemaining(entry -> found.put(entry.key.last(), entry.value));
      }
      return found;
    }
  }
}
