package dev.roundup.sink.kafka;

import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
 * with offset 0 committed, whereupon no file counts as deleted.
 */
final class Assignment implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Restorer restorer;
  private final Ledger ledger;
  private final Site site;
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
      Consumer<byte[], byte[]> consumer, Restorer restorer, Ledger ledger, Site site, Start start) {
    this.consumer = consumer;
    this.restorer = restorer;
    this.ledger = ledger;
    this.site = site;
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
    }
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
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unrestored);
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    Map<Integer, Long> settledBelow = new HashMap<>();
    for (TopicPartition partition : unrestored) {
      OffsetAndMetadata offset = committed.get(partition);
      if (siteIsNew || offset == null) {
        // without a committed offset on a known site, the group's offsets expired: nothing is open
        settledBelow.put(partition.partition(), siteIsNew ? 0 : Long.MAX_VALUE);
        first.put(partition, new OffsetAndMetadata(beginnings.get(partition)));
      } else {
        settledBelow.put(partition.partition(), offset.offset());
        if (start == Start.REBUILD) {
          floors.put(partition, offset.offset());
        }
      }
    }
    restorer.restore(settledBelow);
    begin(first, beginnings);
    goals.putAll(consumer.endOffsets(unrestored));
    unrestored.clear();
  }

  private void begin(
      Map<TopicPartition, OffsetAndMetadata> first, Map<TopicPartition, Long> beginnings) {
    if (!first.isEmpty()) {
      consumer.commitSync(first);
      first.forEach(consumer::seek);
    }
    if (start == Start.REBUILD) {
      unrestored.forEach(partition -> consumer.seek(partition, beginnings.get(partition)));
    }
    if (siteIsNew) {
      LOG.info("the site is new: every post is written");
      site.markKnown();
    }
    siteIsNew = false;
    start = Start.WHERE_IT_LEFT_OFF;
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
    return Math.max(record.offset(), floor(new TopicPartition(record.topic(), record.partition())));
  }

  /** All of the batch is in place. */
  void commit(ConsumerRecords<byte[], byte[]> batch) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    batch
        .nextOffsets()
        .forEach(
            (partition, next) ->
                offsets.put(
                    partition,
                    new OffsetAndMetadata(
                        Math.max(next.offset(), floor(partition)), next.leaderEpoch(), "")));
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets);
    }
  }

  private long floor(TopicPartition partition) {
    return floors.getOrDefault(partition, 0L);
  }

  /** Looks how far the consumer is. */
  void look() {
    if (joined && unrestored.isEmpty() && !ready) {
      goals.entrySet().removeIf(goal -> consumer.position(goal.getKey()) >= goal.getValue());
      ready = goals.isEmpty();
    }
  }
}
