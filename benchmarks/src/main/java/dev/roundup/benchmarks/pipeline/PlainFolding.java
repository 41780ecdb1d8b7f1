package dev.roundup.benchmarks.pipeline;

import dev.roundup.benchmarks.baseline.PlainFold;
import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.schemas.fact.MeetupEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Serde;

/** Plain consumers, as many as the processor has threads, each with a {@link PlainFold}. */
final class PlainFolding {
  private static final int THREADS = 2;

  private PlainFolding() {}

  /**
   * One pass; the clock starts at the first request for records.
   *
   * @param expected what counting must come to
   */
  static Throughput pass(
      Cluster cluster, Supplier<Serde<MeetupEvent>> facts, Map<String, String> expected) {
    List<Part> parts =
        IntStream.range(0, THREADS)
            .mapToObj(number -> new Part(cluster, facts.get(), number))
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      long began = System.nanoTime();
      double cpu = 0;
      for (Future<Long> nanos : threads.invokeAll(parts)) {
        cpu += nanos.get();
      }
      double seconds = Waiting.secondsSince(began);
      Map<String, String> counted = new HashMap<>();
      parts.forEach(part -> counted.putAll(part.fold.lines()));
      if (!counted.equals(expected)) {
        throw new IllegalStateException("The plain fold did not count what the facts come to");
      }
      double all = parts.stream().mapToLong(part -> part.all).sum();
      return new Throughput(all / seconds, cpu / all / 1000);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The plain fold failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdown();
      parts.forEach(Part::close);
    }
  }

  /** What one thread reads; its result is the time it had on a CPU, in nanoseconds. */
  private static final class Part implements Callable<Long>, AutoCloseable {
    private final Serde<MeetupEvent> facts;
    private final KafkaConsumer<byte[], MeetupEvent> consumer;
    private final long all;
    private final PlainFold fold = new PlainFold();

    Part(Cluster cluster, Serde<MeetupEvent> facts, int number) {
      this.facts = facts;
      this.consumer =
          BareConsumer.open(
              cluster.bootstrapServers(),
              facts.deserializer(),
              partition -> partition % THREADS == number);
      this.all = BareConsumer.all(consumer);
    }

    @Override
    public Long call() {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long read = 0;
      while (read < all) {
        for (ConsumerRecord<byte[], MeetupEvent> fact : consumer.poll(Duration.ofSeconds(1))) {
          fold.apply(fact.value());
          read++;
        }
      }
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    @Override
    public void close() {
      consumer.close();
      facts.close();
    }
  }
}
