package dev.roundup.benchmarks.load;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

/** Facts at an even rate, over and over: what an evening is like. */
public final class Trickle implements AutoCloseable {
  private final Serde<MeetupEvent> facts;
  private final KafkaProducer<String, MeetupEvent> producer;
  private final Thread thread;

  /** Begins to publish a workload, and begins again at its end. */
  public Trickle(Cluster cluster, Workload workload, int factsPerSecond) {
    Settings settings = cluster.settings(Map.of());
    Map<String, Object> producing = new HashMap<>(settings.kafka());
    producing.put("acks", "all");
    facts = AvroSerdes.values(settings, MeetupEvent.class);
    producer = new KafkaProducer<>(producing, new StringSerializer(), facts.serializer());
    long every = TimeUnit.SECONDS.toNanos(1) / factsPerSecond;
    thread = new Thread(() -> publish(workload, every), "trickle");
    thread.start();
  }

  /** Publishes one more fact, at once. */
  public void send(MeetupEvent fact) {
    Future<?> unused =
        producer.send(new ProducerRecord<>(Topics.EVENTS.name(), fact.getMeetupId(), fact));
  }

  private void publish(Workload workload, long every) {
    long[] next = {System.nanoTime()};
    while (!Thread.currentThread().isInterrupted()) {
      workload.forEach(
          fact -> {
            while (System.nanoTime() < next[0] && !Thread.currentThread().isInterrupted()) {
              LockSupport.parkNanos(next[0] - System.nanoTime());
            }
            if (!Thread.currentThread().isInterrupted()) {
              send(fact);
              next[0] += every;
            }
          });
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    facts.close();
  }
}
