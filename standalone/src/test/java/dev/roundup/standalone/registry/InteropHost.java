package dev.roundup.standalone.registry;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.AttendeeCheckedIn;
import dev.roundup.schemas.fact.CheckInMethod;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.NoteSection;
import dev.roundup.schemas.fact.NoteWritten;
import dev.roundup.schemas.fact.Takeaway;
import dev.roundup.schemas.fact.TakeawaysShared;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The Java side of the interoperability check: runs broker and registry, writes facts, prints
 * {@code READY brokers registry}, waits for a line on its standard input, and then looks whether
 * the other clients have written the same facts again.
 */
final class InteropHost {
  private static final String FACTS = "interop-facts";
  private static final Map<String, String> DELETE = Map.of("cleanup.policy", "delete");

  private InteropHost() {}

  /** Takes the directory for the broker's data. */
  public static void main(String[] args) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0, FatalFaults.RAISE);
        EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0)) {
      Settings settings =
          Settings.of(
              Map.of(
                  "kafka.bootstrap.servers", kafka.bootstrapServers(),
                  "kafka.schema.registry.url", registry.url().toString(),
                  "topic.partitions", "1"));
      TopicAdmin.ensure(
          settings,
          List.of(
              new Topic(FACTS, DELETE),
              new Topic("interop-confluent", DELETE),
              new Topic("interop-kafkajs", DELETE)));
      boolean same;
      try (Serde<MeetupEvent> serde = AvroSerdes.values(settings, MeetupEvent.class)) {
        write(settings, serde);
        System.out.println("READY " + kafka.bootstrapServers() + " " + registry.url());
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        boolean confluent = tell("interop-confluent", settings, serde);
        same = tell("interop-kafkajs", settings, serde) && confluent;
      }
      if (!same) {
        throw new IllegalStateException("the facts did not come back as they were written");
      }
    }
  }

  private static boolean tell(String topic, Settings settings, Serde<MeetupEvent> serde) {
    List<MeetupEvent> read = read(topic, settings, serde);
    boolean same = read.equals(facts());
    System.out.println(
        (same ? "ok " : "not ok ") + "Roundup reads what was written to " + topic + " as it was");
    if (!same) {
      System.err.println("wanted " + facts() + "\nread   " + read);
    }
    return same;
  }

  private static void write(Settings settings, Serde<MeetupEvent> serde) throws Exception {
    try (KafkaProducer<String, MeetupEvent> producer =
        new KafkaProducer<>(settings.kafka(), new StringSerializer(), serde.serializer())) {
      for (MeetupEvent fact : facts()) {
        producer.send(new ProducerRecord<>(FACTS, fact.getMeetupId(), fact)).get();
      }
    }
  }

  private static List<MeetupEvent> read(String topic, Settings settings, Serde<MeetupEvent> serde) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<MeetupEvent> facts = new ArrayList<>();
    try (KafkaConsumer<String, MeetupEvent> consumer =
        new KafkaConsumer<>(settings.kafka(), new StringDeserializer(), serde.deserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(entry -> facts.add(entry.value()));
      }
    }
    return facts;
  }

  private static List<MeetupEvent> facts() {
    return List.of(
        fact(
            "fact-1",
            AttendeeCheckedIn.newBuilder()
                .setAttendee(new Attendee("a-1", null))
                .setMethod(CheckInMethod.QR)
                .setDevice("front desk")
                .build()),
        fact(
            "fact-2",
            TakeawaysShared.newBuilder()
                .setTalkId("loom")
                .setTakeaways(
                    List.of(new Takeaway("Blåbær, `virtual` threads 🫐", List.of("one", "two"))))
                .build()),
        fact(
            "fact-3",
            NoteWritten.newBuilder().setSection(NoteSection.CLOSING).setText("Ha det!").build()));
  }

  private static MeetupEvent fact(String id, Object fact) {
    return MeetupEvent.newBuilder()
        .setId(id)
        .setMeetupId("harbour-jvm-2026-10")
        .setOccurredAt(Instant.parse("2026-10-14T16:42:11.000250Z"))
        .setSource("/interop")
        .setFact(fact)
        .build();
  }
}
