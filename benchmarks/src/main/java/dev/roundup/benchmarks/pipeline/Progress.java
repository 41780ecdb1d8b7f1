package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.schemas.topic.Topics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches from outside how far a consumer group has committed the log. A pass is measured from one
 * commit to another, the last: under exactly-once, what a commit covers is in the stores and on the
 * roundups topic.
 */
public final class Progress implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long GIVE_UP_NANOS = TimeUnit.MINUTES.toNanos(20);

  /**
   * The part of the log that has to be left when the clock starts, or the figure would be of
   * chance.
   */
  private static final double LEAST = 0.1;

  private static final Pattern STREAM_THREAD = Pattern.compile("-StreamThread-\\d+$");

  private final Admin admin;
  private final String group;
  private final Runnable requireAlive;
  private final Map<TopicPartition, OffsetSpec> partitions;

  /**
   * Of a group on a cluster.
   *
   * @param requireAlive throws if what is watched has died, which no offset would tell
   */
  public Progress(Cluster cluster, String group, Runnable requireAlive) {
    this.admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    this.group = group;
    this.requireAlive = requireAlive;
    this.partitions =
        get(admin.describeTopics(List.of(Topics.EVENTS.name())).allTopicNames())
            .get(Topics.EVENTS.name())
            .partitions()
            .stream()
            .map(info -> new TopicPartition(Topics.EVENTS.name(), info.partition()))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  /** Facts on the log. */
  public long onLog() {
    return get(admin.listOffsets(partitions).all()).values().stream()
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  /** Facts that are folded for good. */
  public long committed() {
    return get(
            admin
                .listConsumerGroupOffsets(
                    group, new ListConsumerGroupOffsetsOptions().requireStable(false))
                .partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(entry -> partitions.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .filter(Objects::nonNull)
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  /**
   * Waits until all is folded and what follows from it is published.
   *
   * @param skip the part of the facts, from 0 to 1, that is folded before the clock starts
   * @param published waits for the last result, and gives the time of its record in milliseconds
   *     since 1970
   */
  public Throughput awaitAll(double skip, LongSupplier published) {
    long all = onLog();
    long from = awaitAtLeast(Math.max(1, (long) (all * skip)));
    long began = System.currentTimeMillis();
    if (all - from < all * LEAST) {
      throw new IllegalStateException(
          "The group %s committed %,d of %,d facts before it was seen to: too few are left to measure"
              .formatted(group, from, all));
    }
    double cpu = foldingCpuNanos();
    awaitAtLeast(all);
    long folded = System.currentTimeMillis();
    double seconds = (Math.max(folded, published.getAsLong()) - began) / 1e3;
    double facts = all - from;
    return new Throughput(facts / seconds, (foldingCpuNanos() - cpu) / facts / 1000);
  }

  /** Waits until so many facts are folded, and says how many are. */
  public long awaitAtLeast(long facts) {
    long deadline = System.nanoTime() + GIVE_UP_NANOS;
    long committed = committed();
    while (committed < facts) {
      requireAlive.run();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "The group " + group + " folded " + committed + " of " + facts + " facts");
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      committed = committed();
    }
    return committed;
  }

  /** Of this group's threads: those of a pass before may still be about to end. */
  private double foldingCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null
          && thread.getThreadName().startsWith(group)
          && STREAM_THREAD.matcher(thread.getThreadName()).find()) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos;
  }

  private <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
    try {
      return future.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("Kafka does not say how far " + group + " is", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
