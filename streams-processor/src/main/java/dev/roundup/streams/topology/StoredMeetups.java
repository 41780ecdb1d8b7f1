package dev.roundup.streams.topology;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.streams.model.AttendeeState;
import dev.roundup.streams.model.Headcount;
import dev.roundup.streams.model.MeetupFold;
import dev.roundup.streams.model.MeetupState;
import dev.roundup.streams.model.Registers;
import dev.roundup.streams.store.JournaledStore;
import dev.roundup.streams.store.KeyFilter;
import dev.roundup.streams.topology.MeetupTable.Meetup;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The meetups of one task. Headcounts are in memory only: they follow from the attendees, and each
 * is counted anew when its meetup is first touched after the task has started, whose stores are
 * restored by then. So they cannot miss a crash, and a start does not wait for a million attendees.
 */
final class StoredMeetups implements MeetupState {
  private static final Serializer<StoreKey> PREFIX = StoreKey.prefix();

  private final JournaledStore<StoreKey, AttendeeState> attendees;
  private final KeyValueStore<StoreKey, MeetupEvent> programmes;
  private final KeyValueStore<String, CalendarEntry> following;
  private final BiConsumer<String, SeriesUpdate> toSeries;
  private final Publication publication;
  private final MeetupTable meetups;

  /** The one that was asked for last: a fact asks for its meetup several times. */
  private Meetup last;

  /** Of the facts that come next, the keys of those attendees whom they are about. */
  private final Queue<StoreKey> coming = new ArrayDeque<>();

  /** The key that was asked for last: a fact looks at an attendee, and then changes them. */
  private StoreKey lastKey = StoreKey.of("", "");

  /**
   * Who is known at the meetups that are counted. Most who answer do so for the first time, and
   * need not be looked for on a disk. Null if the store is in memory: it is as quick itself.
   */
  private final KeyFilter known;

  /** Whether nobody was known at any meetup when the task started. */
  private final boolean beganEmpty;

  StoredMeetups(
      RoundupStores stores,
      StoreKind kind,
      ProcessingContext context,
      Publication publication,
      BiConsumer<String, SeriesUpdate> toSeries) {
    this.attendees = stores.attendees().in(context);
    this.programmes = stores.programmes().in(context);
    this.following = stores.following().in(context);
    this.publication = publication;
    this.meetups = new MeetupTable(publication::of);
    this.toSeries = toSeries;
    this.known = kind == StoreKind.MEMORY ? null : new KeyFilter();
    try (KeyValueIterator<StoreKey, AttendeeState> all = attendees.all()) {
      this.beganEmpty = !all.hasNext();
    }
  }

  @Override
  public MeetupEvent register(String meetup, String register) {
    return programmes.get(StoreKey.of(meetup, register));
  }

  @Override
  public void setRegister(String meetup, String register, MeetupEvent fact) {
    programmes.put(StoreKey.of(meetup, register), fact);
    if (register.equals(Registers.DETAILS)) {
      meetup(meetup).series = Registers.series(fact);
    }
  }

  @Override
  public void registers(String meetup, BiConsumer<String, MeetupEvent> each) {
    scan(programmes, meetup, each);
  }

  @Override
  public String series(String meetup) {
    Meetup found = meetup(meetup);
    if (found.series == null) {
      found.series = Registers.series(register(meetup, Registers.DETAILS));
    }
    return found.series;
  }

  @Override
  public AttendeeState attendee(String meetup, String attendee) {
    headcount(meetup); // the filter does not know who is there before they are counted
    return known == null || known.mayContain(KeyFilter.hash(meetup, attendee))
        ? attendees.get(key(meetup, attendee))
        : null;
  }

  @Override
  public void setAttendee(
      String meetup, String attendee, AttendeeState before, AttendeeState after) {
    Headcount headcount = headcount(meetup);
    headcount.move(before, after);
    if (before == null) {
      attendees.add(key(meetup, attendee), after);
      remember(meetup, attendee);
    } else {
      attendees.replace(key(meetup, attendee), after);
    }
  }

  private void remember(String meetup, String attendee) {
    if (known != null) {
      known.add(KeyFilter.hash(meetup, attendee));
    }
  }

  /** Facts that are folded next, in this order: what they are about is looked for together. */
  void prefetch(List<MeetupEvent> facts) {
    meetups.prefetch(facts);
    coming.clear();
    StoreKey before = lastKey;
    for (MeetupEvent fact : facts) {
      String attendee = MeetupFold.attendee(fact);
      if (attendee != null && !before.is(fact.getMeetupId(), attendee)) {
        before = StoreKey.of(fact.getMeetupId(), attendee);
        coming.add(before);
      }
    }
    attendees.prefetch(coming);
  }

  private StoreKey key(String meetup, String attendee) {
    while (!lastKey.is(meetup, attendee)) {
      lastKey = coming.isEmpty() ? StoreKey.of(meetup, attendee) : coming.remove();
    }
    return lastKey;
  }

  /** Logs what was changed: to be called before Kafka Streams may commit. */
  void log() {
    attendees.log();
  }

  @Override
  public void attendees(String meetup, BiConsumer<String, AttendeeState> each) {
    scan(attendees, meetup, each);
  }

  @Override
  public Headcount headcount(String meetup) {
    Meetup found = meetup(meetup);
    if (found.headcount == null) {
      found.headcount = counted(meetup);
    }
    return found.headcount;
  }

  private Meetup meetup(String id) {
    Meetup found = last;
    if (found == null || !found.id.equals(id)) {
      found = meetups.get(id);
      last = found;
    }
    return found;
  }

  private Headcount counted(String meetup) {
    Headcount headcount = new Headcount();
    if (!beganEmpty) {
      attendees(
          meetup,
          (attendee, state) -> {
            remember(meetup, attendee);
            headcount.move(null, state);
          });
    }
    return headcount;
  }

  @Override
  public CalendarEntry following(String meetup) {
    return following.get(meetup);
  }

  @Override
  public void setFollowing(String meetup, CalendarEntry next) {
    following.put(meetup, next);
  }

  @Override
  public void changed(String meetup) {
    publication.changed(meetup(meetup).turn);
  }

  @Override
  public void tell(String seriesId, SeriesUpdate update) {
    toSeries.accept(seriesId, update);
  }

  private static <V> void scan(
      ReadOnlyKeyValueStore<StoreKey, V> store, String meetup, BiConsumer<String, V> each) {
    try (KeyValueIterator<StoreKey, V> found = store.prefixScan(StoreKey.of(meetup), PREFIX)) {
      while (found.hasNext()) {
        KeyValue<StoreKey, V> entry = found.next();
        each.accept(entry.key.last(), entry.value);
      }
    }
  }
}
