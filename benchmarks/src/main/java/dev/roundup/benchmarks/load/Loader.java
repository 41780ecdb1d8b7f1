package dev.roundup.benchmarks.load;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts a workload on the log before anything is measured. */
public final class Loader {
  private Loader() {}

  /** Publishes all facts and waits until the broker has them. */
  public static void load(Cluster cluster, Workload workload) {
    Settings settings = cluster.settings(Map.of());
    Map<String, Object> producing = new HashMap<>(settings.kafka());
    producing.put("acks", "all");
    producing.put("linger.ms", "20");
    producing.put("batch.size", "131072");
    producing.put("compression.type", "lz4");
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (Serde<MeetupEvent> facts = AvroSerdes.values(settings, MeetupEvent.class);
        KafkaProducer<String, MeetupEvent> producer =
            new KafkaProducer<>(producing, new StringSerializer(), facts.serializer())) {
      workload.forEach(
          fact -> {
            Future<?> unused =
                producer.send(
                    new ProducerRecord<>(Topics.EVENTS.name(), fact.getMeetupId(), fact),
                    (metadata, e) -> failure.compareAndSet(null, e));
          });
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The facts could not be published", failure.get());
    }
  }
}
