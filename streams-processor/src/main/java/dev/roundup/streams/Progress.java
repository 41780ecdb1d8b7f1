package dev.roundup.streams;

import dev.roundup.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the processor is behind the log. */
final class Progress {
  /** With facts coming in, what was committed is always a little behind. */
  private static final long CLOSE_ENOUGH = 1000;

  private static final int PATIENCE_SECONDS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final Admin admin;
  private final String group;

  /** Why Kafka did not answer the last time; what is told once is not told at every look. */
  private volatile String told = "";

  Progress(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /**
   * Whether every partition of the log was read to within a thousand facts of its end.
   *
   * @return false also if Kafka does not answer
   */
  boolean caughtUp() {
    try {
      KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committing =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      await(admin.describeTopics(List.of(Topics.EVENTS.name())).allTopicNames())
          .get(Topics.EVENTS.name())
          .partitions()
          .forEach(partition -> wanted.put(partition(partition), OffsetSpec.latest()));
      Map<TopicPartition, ListOffsetsResultInfo> ends = await(admin.listOffsets(wanted).all());
      Map<TopicPartition, OffsetAndMetadata> committed = await(committing);
      return ends.entrySet().stream()
          .allMatch(
              end -> end.getValue().offset() - at(committed.get(end.getKey())) <= CLOSE_ENOUGH);
    } catch (ExecutionException | TimeoutException e) {
      tell(
          e.getCause() == null
              ? "no answer in " + PATIENCE_SECONDS + " s"
              : e.getCause().toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void tell(String reason) {
    if (!reason.equals(told)) {
      LOG.warn("Kafka does not say how far the processor is. group={} reason={}", group, reason);
      told = reason;
    }
  }

  private static TopicPartition partition(TopicPartitionInfo partition) {
    return new TopicPartition(Topics.EVENTS.name(), partition.partition());
  }

  private static long at(OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private static <T> T await(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
