package dev.roundup.sink.kafka;

import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of which a new site does not have every post yet.
 *
 * <p>The log has the publications for the site before, too. A post of theirs that is missing here
 * was never written here, wherever its roundup stands: nobody deleted it. They end where the log
 * ended when the site was found to be new, and that is marked at the committed offsets until every
 * post is in place; one whose template is broken is not.
 */
final class NewSite {
  private static final String MARK = "anew:";
  private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)");

  private final Consumer<byte[], byte[]> consumer;
  private final Ledger ledger;
  private final Site site;
  private final Map<TopicPartition, Filling> fillings = new HashMap<>();

  /**
   * How far one of them is.
   *
   * @param others before this offset, publications were made for other sites
   * @param until where the roundups end that the site had not seen when it got the partition
   */
  private record Filling(long others, long until) {}

  /** One that asks this consumer where the log ends. */
  NewSite(Consumer<byte[], byte[]> consumer, Ledger ledger, Site site) {
    this.consumer = consumer;
    this.ledger = ledger;
    this.site = site;
  }

  /** The site has nothing of these partitions. */
  void begin(Collection<TopicPartition> partitions) {
    publicationsNow(partitions)
        .forEach((partition, end) -> fillings.put(partition, new Filling(end, Long.MAX_VALUE)));
  }

  /** What is committed of partitions that others hold, of which the site has nothing. */
  Map<TopicPartition, String> marks(Collection<TopicPartition> partitions) {
    return publicationsNow(partitions).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> MARK + end.getValue()));
  }

  /** By partition of the roundups, where the publications end. */
  private Map<TopicPartition, Long> publicationsNow(Collection<TopicPartition> partitions) {
    Map<TopicPartition, TopicPartition> publications =
        partitions.stream()
            .collect(
                Collectors.toMap(
                    each -> new TopicPartition(Topics.POSTS.name(), each.partition()),
                    Function.identity()));
    return consumer.endOffsets(publications.keySet()).entrySet().stream()
        .collect(Collectors.toMap(end -> publications.get(end.getKey()), Map.Entry::getValue));
  }

  /**
   * Goes on where a sink before this one left off.
   *
   * @param committed null if nothing is
   */
  void resume(TopicPartition partition, OffsetAndMetadata committed) {
    Matcher mark = MARKED.matcher(committed == null ? "" : committed.metadata());
    if (mark.find()) {
      fillings.put(partition, new Filling(Long.parseLong(mark.group(1)), Long.MAX_VALUE));
    } else {
      fillings.remove(partition);
    }
  }

  /** The roundups that there are end at these offsets. */
  void ends(Map<TopicPartition, Long> offsets) {
    fillings.replaceAll(
        (partition, filling) ->
            new Filling(
                filling.others,
                Math.min(filling.until, offsets.getOrDefault(partition, filling.until))));
  }

  void forget(TopicPartition partition) {
    fillings.remove(partition);
  }

  /** Whether a post that the log knows was never written here. */
  boolean lacks(Publication publication, ConsumerRecord<byte[], byte[]> record) {
    Filling filling = fillings.get(new TopicPartition(Topics.ROUNDUPS.name(), record.partition()));
    return filling != null
        && record.offset() < filling.others
        && !site.contains(publication.getPath());
  }

  /** What is committed with this offset; once every post is in place, that is nothing for good. */
  String mark(TopicPartition partition, long offset) {
    Filling filling = fillings.get(partition);
    if (filling == null) {
      return "";
    }
    if (offset >= filling.until && !ledger.hasUnsettled(partition.partition())) {
      fillings.remove(partition);
      return "";
    }
    return MARK + filling.others;
  }
}
