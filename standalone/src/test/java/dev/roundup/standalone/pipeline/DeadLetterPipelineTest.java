package dev.roundup.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.cli.Cli;
import dev.roundup.schemas.codec.Decoded;
import dev.roundup.schemas.codec.FactCodec;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.standalone.demo.Sample;
import dev.roundup.streams.StreamsCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeadLetterPipelineTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private final KafkaUnderTest kafka = new KafkaUnderTest();

  @TempDir private Path directory;

  @Test
  void a_fact_of_a_schema_nobody_knows_waits_as_a_dead_letter_until_the_schema_is_there()
      throws Exception {
    List<String> facts = Sample.facts(CLOCK).subList(0, 245);
    String late =
        facts.stream()
            .filter(fact -> fact.contains("\"HeadcountRecorded\""))
            .findFirst()
            .orElseThrow();
    List<String> known = facts.stream().filter(fact -> !fact.equals(late)).toList();
    // a missing schema is not asked for again for a while: too long for a test
    Settings settings =
        Apps.settings(kafka, directory).with(Map.of("kafka.missing.id.cache.ttl.sec", "0"));
    try (Apps apps = Apps.start(settings)) {
      Apps.publish(settings, CLOCK, known.subList(0, 200));
      Outcome.await(settings, CLOCK, known.subList(0, 200), directory);
      send(settings, null); // nothing that could be published again
      int unknown = register("{\"type\":\"string\"}") + 1;
      send(settings, framed(settings, late, unknown));
      send(settings, framed(settings, late, unknown));
      Apps.publish(settings, CLOCK, known.subList(200, known.size()));

      Outcome.await(settings, CLOCK, known, directory); // the bad record blocks nothing
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(redrive("--dry-run")).contains("Dead letters waiting: 3."));

      String later =
          MeetupEvent.getClassSchema().toString().replaceFirst("\\{", "{\"since\":\"later\",");
      assertThat(register(later)).isEqualTo(unknown);
      assertThat(failing("kafka.max.request.size=64", ExitCode.KAFKA))
          .contains("Kafka refuses the dead letter of meetup.events-", "larger than 64");
      assertThat(failing("kafka.max.request.size=many", ExitCode.CONFIGURATION))
          .contains("max.request.size");
      assertThat(redrive()).contains("Dead letters published again: 2.");
      Outcome.await(settings, CLOCK, facts, directory);
      assertThat(redrive()).contains("Dead letters published again: 0.");
      assertThat(apps.ready()).isTrue();
    }
  }

  private int register(String schema) throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            kafka.registry() + "/subjects/" + UUID.randomUUID() + "/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            json.writeValueAsString(Map.of("schema", schema))))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body()).get("id").intValue();
  }

  /** The fact as a producer wrote it whose registry we cannot see. */
  private static byte[] framed(Settings settings, String fact, int schemaId) {
    Decoded decoded = new FactCodec(CLOCK).decode(fact.getBytes(StandardCharsets.UTF_8));
    try (Serde<MeetupEvent> serde = AvroSerdes.values(settings, MeetupEvent.class)) {
      byte[] bytes =
          serde.serializer().serialize(Topics.EVENTS.name(), ((Decoded.Accepted) decoded).event());
      return ByteBuffer.wrap(bytes).putInt(1, schemaId).array();
    }
  }

  private static void send(Settings settings, byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings.kafka(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.EVENTS.name(), "tidemark-31", value)).get();
    }
  }

  private String redrive(String... options) {
    StringWriter out = new StringWriter();
    CommandLine command = Cli.of(new StreamsCommand()).setOut(new PrintWriter(out, true));
    assertThat(command.execute(arguments(options))).isZero();
    return out.toString();
  }

  /** What is said when nothing can be redriven. */
  private String failing(String setting, ExitCode exitCode) {
    StringWriter err = new StringWriter();
    CommandLine command = Cli.of(new StreamsCommand()).setErr(new PrintWriter(err, true));
    assertThat(command.execute(arguments("--set", setting))).isEqualTo(exitCode.code());
    return err.toString();
  }

  private String[] arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("redrive", "-b", kafka.bootstrapServers(), "-r", kafka.registry()));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }
}
