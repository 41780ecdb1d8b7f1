package dev.roundup.sink.kafka;

import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this sink looks after, and how far it is with each.
 *
 * <p>The committed offset tells which publications are settled: an offset is committed after the
 * files of all roundups before it were in place. So a recorded file that is missing was deleted if
 * its roundup lies before that offset, and perhaps never written if not. A site that is new starts
 * with offset 0 committed, whereupon no file counts as deleted. Until it has every post, its
 * offsets are marked; see {@link NewSite}.
 *
 * <p>A rebuild reads roundups again that lie before that offset. It commits the same offset,
 * marked, until it has come that far, and counts its posts as made from the last roundup before it:
 * they are settled when the mark is gone. Who finds the mark goes on with the rebuild.
 */
final class Assignment implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

  /** What is committed with an offset before which roundups are being read again. */
  private static final String REBUILDING = "rebuilding";

  private final Consumer<byte[], byte[]> consumer;
  private final Restorer restorer;
  private final LatestRoundups latest;
  private final Ledger ledger;
  private final Site site;
  private final NewSite newSite;
  private final Set<TopicPartition> unrestored = new HashSet<>();

  /** Where catching up ends: the end of the topic when the partition was assigned. */
  private final Map<TopicPartition, Long> goals = new HashMap<>();

  /** What was committed when a rebuild began: it is never committed backwards. */
  private final Map<TopicPartition, Long> floors = new HashMap<>();

  private Start start;
  private boolean siteIsNew;
  private boolean joined;
  private volatile boolean ready;

  Assignment(
      Consumer<byte[], byte[]> consumer,
      Restorer restorer,
      LatestRoundups latest,
      Ledger ledger,
      Site site,
      Start start) {
    this.consumer = consumer;
    this.restorer = restorer;
    this.latest = latest;
    this.ledger = ledger;
    this.site = site;
    this.newSite = new NewSite(consumer, ledger, site);
    this.start = start;
    this.siteIsNew = site.isNew();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    unrestored.addAll(partitions);
    ready = false;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      ledger.forget(partition.partition());
      unrestored.remove(partition);
      goals.remove(partition);
      floors.remove(partition);
      newSite.forget(partition);
      latest.forget(partition);
    }
  }

  /** Whether a roundup that is read again is not the last of its meetup. */
  boolean isSuperseded(ConsumerRecord<byte[], byte[]> record) {
    return latest.isSuperseded(record);
  }

  /** Whether some partitions' publications have to be read back before anything is published. */
  boolean isIncomplete() {
    return !unrestored.isEmpty();
  }

  /** Whether every assigned partition was read up to where it ended when it was assigned. */
  boolean isReady() {
    return ready;
  }

  /** Reads back what is missing, and finds where to begin. */
  void complete() {
    if (unrestored.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(unrestored);
    Map<TopicPartition, Long> beginnings = new HashMap<>(consumer.beginningOffsets(unrestored));
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> rebuilt = new HashMap<>();
    Map<Integer, Long> settledBelow = new HashMap<>();
    if (siteIsNew) {
      newSite.begin(unrestored);
    } else {
      unrestored.forEach(partition -> newSite.resume(partition, committed.get(partition)));
    }
    for (TopicPartition partition : unrestored) {
      OffsetAndMetadata offset = committed.get(partition);
      if (siteIsNew || offset == null) {
        // without a committed offset on a known site, the group's offsets expired: nothing is open
        settledBelow.put(partition.partition(), siteIsNew ? 0 : Long.MAX_VALUE);
        first.put(partition, marked(partition, beginnings.get(partition), false));
      } else {
        boolean rebuilding = offset.metadata().contains(REBUILDING);
        settledBelow.put(partition.partition(), offset.offset() - (rebuilding ? 1 : 0));
        if ((rebuilding || start == Start.REBUILD) && !floors.containsKey(partition)) {
          rebuilt.put(partition, marked(partition, offset.offset(), true));
        }
      }
    }
    Map<Integer, Long> missed = restorer.restore(settledBelow, newSite::lacks);
    lookAgain(missed, committed, beginnings, rebuilt);
    latest.learn(readAgain(siteIsNew ? Set.of() : first.keySet(), rebuilt.keySet(), beginnings));
    begin(first);
    rebuild(rebuilt, beginnings);
    start = Start.WHERE_IT_LEFT_OFF;
    goals.putAll(consumer.endOffsets(unrestored));
    newSite.ends(goals);
    unrestored.clear();
  }

  /** Of a new site's posts there is nothing to take back. */
  private static Map<TopicPartition, Long> readAgain(
      Set<TopicPartition> expired,
      Set<TopicPartition> rebuilt,
      Map<TopicPartition, Long> beginnings) {
    Map<TopicPartition, Long> again = new HashMap<>(beginnings);
    again.keySet().removeIf(each -> !expired.contains(each) && !rebuilt.contains(each));
    return again;
  }

  /** Posts at which a process before this one died too early to look again are made once more. */
  private void lookAgain(
      Map<Integer, Long> missed,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> beginnings,
      Map<TopicPartition, OffsetAndMetadata> rebuilt) {
    for (TopicPartition partition : unrestored) {
      Long offset = missed.get(partition.partition());
      OffsetAndMetadata reached = siteIsNew ? null : committed.get(partition);
      boolean whole = rebuilt.containsKey(partition) || floors.containsKey(partition);
      if (offset != null && reached != null && offset < reached.offset() && !whole) {
        rebuilt.put(partition, marked(partition, reached.offset(), true));
        beginnings.put(partition, Math.max(offset, beginnings.get(partition)));
      }
    }
  }

  private void begin(Map<TopicPartition, OffsetAndMetadata> first) {
    if (!first.isEmpty()) {
      consumer.commitSync(first);
      first.forEach(consumer::seek);
    }
    if (siteIsNew) {
      consumer.commitSync(heldByOthers());
      LOG.info("the site is new: every post is written");
      site.markKnown();
    }
    siteIsNew = false;
  }

  /**
   * The beginnings of the partitions that a new site was not given yet, because a sink that has
   * died holds them for a while: whoever is given them writes their posts, too.
   */
  private Map<TopicPartition, OffsetAndMetadata> heldByOthers() {
    List<TopicPartition> held =
        consumer.partitionsFor(Topics.ROUNDUPS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .filter(partition -> !unrestored.contains(partition))
            .toList();
    Map<TopicPartition, String> marks = newSite.marks(held);
    Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
    consumer
        .beginningOffsets(held)
        .forEach(
            (partition, at) ->
                beginnings.put(partition, new OffsetAndMetadata(at, marks.get(partition))));
    return beginnings;
  }

  private void rebuild(
      Map<TopicPartition, OffsetAndMetadata> rebuilt, Map<TopicPartition, Long> beginnings) {
    if (!rebuilt.isEmpty()) {
      consumer.commitSync(rebuilt);
    }
    rebuilt.forEach(
        (partition, committed) -> {
          floors.put(partition, committed.offset());
          consumer.seek(partition, beginnings.get(partition));
        });
  }

  /** Gives a batch back: it is read again once everything is restored. */
  void giveBack(ConsumerRecords<byte[], byte[]> batch) {
    Set<TopicPartition> mine = consumer.assignment();
    for (TopicPartition partition : batch.partitions()) {
      if (mine.contains(partition)) {
        consumer.seek(partition, batch.records(partition).get(0).offset());
      }
    }
    unrestored.clear();
    unrestored.addAll(mine);
    ready = false;
  }

  /** The offset that is committed only after the record's post is in place. */
  long open(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return Math.max(record.offset(), floors.getOrDefault(partition, 0L) - 1);
  }

  /** The offset that is committed only after what is published now, of no record, is in place. */
  long open(int partition) {
    TopicPartition roundups = new TopicPartition(Topics.ROUNDUPS.name(), partition);
    return Math.max(consumer.position(roundups), floors.getOrDefault(roundups, 0L) - 1);
  }

  /** All of the batch is in place. */
  void commit(ConsumerRecords<byte[], byte[]> batch) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    batch
        .nextOffsets()
        .forEach((partition, next) -> offsets.put(partition, reached(partition, next)));
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets);
    }
  }

  /** What a partition is committed with that was read up to the next record. */
  private OffsetAndMetadata reached(TopicPartition partition, OffsetAndMetadata next) {
    Long floor = floors.get(partition);
    return floor != null && next.offset() < floor
        ? marked(partition, floor, true)
        : new OffsetAndMetadata(
            next.offset(), next.leaderEpoch(), marks(partition, next.offset(), false));
  }

  private OffsetAndMetadata marked(TopicPartition partition, long offset, boolean rebuilding) {
    return new OffsetAndMetadata(offset, marks(partition, offset, rebuilding));
  }

  private String marks(TopicPartition partition, long offset, boolean rebuilding) {
    return ((rebuilding ? REBUILDING + " " : "") + newSite.mark(partition, offset)).strip();
  }

  /** Looks how far the consumer is. */
  void look() {
    if (joined && unrestored.isEmpty() && !ready) {
      goals.entrySet().removeIf(goal -> consumer.position(goal.getKey()) >= goal.getValue());
      ready = goals.isEmpty();
    }
  }
}
