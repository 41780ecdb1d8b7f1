package dev.roundup.sink.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Photos;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Series;
import dev.roundup.sink.SinkApp;
import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import dev.roundup.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin archive in a real worker, on a real Kafka. */
class RoundupSinkConnectorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;
  private static Worker worker;
  private static Serde<Roundup> roundups;
  private static KafkaProducer<String, byte[]> producer;

  @TempDir Path site;

  @BeforeAll
  static void start() throws IOException {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FatalFaults.RAISE);
    registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
    TopicAdmin.ensure(connection(), Topics.ALL);
    roundups = AvroSerdes.values(connection(), Roundup.class);
    producer =
        new KafkaProducer<>(
            connection().kafka(), new StringSerializer(), new ByteArraySerializer());
    worker =
        Worker.start(
            kafka.bootstrapServers(),
            Path.of(System.getProperty("plugin.archive")),
            directory.resolve("worker"));
  }

  @AfterAll
  static void stop() {
    worker.close();
    producer.close();
    roundups.close();
    registry.close();
    kafka.close();
  }

  @BeforeEach
  void create() {
    worker.put("/connectors/posts/config", config());
    await().atMost(PATIENCE).until(() -> state().equals("RUNNING"));
  }

  @AfterEach
  void delete() {
    worker.delete("/connectors/posts");
    await().atMost(PATIENCE).until(() -> worker.get("/connectors").isEmpty());
  }

  @Test
  void a_post_follows_its_roundup_and_keeps_what_people_wrote() throws IOException {
    publish("follows", "Follows one");
    Path post = awaitPost("follows-one", "Follows one");
    Files.writeString(post, Files.readString(post) + "\nSee you on the pier.\n");

    publish("follows", "Follows two");

    awaitPost("follows-one", "Follows two");
    assertThat(post).content().contains("See you on the pier.");
  }

  @Test
  void what_is_no_roundup_is_a_dead_letter_with_its_bytes_and_does_not_stop_the_others() {
    byte[] poison = {0, 0, 0, 0, 99, 1, 2, 3};
    send("poisoned", poison);
    publish("behind", "Behind the poison");

    awaitPost("behind-the-poison", "Behind the poison");
    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.value()).isEqualTo(poison);
              assertThat(
                      new String(
                          record.headers().lastHeader("__connect.errors.topic").value(),
                          StandardCharsets.UTF_8))
                  .isEqualTo(Topics.ROUNDUPS.name());
            });
  }

  @Test
  void a_connector_that_starts_again_goes_on_and_writes_nothing_twice() throws IOException {
    publish("again-1", "Again one");
    Path post = awaitPost("again-one", "Again one");
    Object before = Files.readAttributes(post, "lastModifiedTime,fileKey");
    delete();
    publish("again-2", "Again two");
    create();

    awaitPost("again-two", "Again two");
    assertThat((Object) Files.readAttributes(post, "lastModifiedTime,fileKey")).isEqualTo(before);
  }

  @Test
  void either_kind_of_sink_goes_on_where_the_other_left_off() throws IOException {
    publish("either", "Either one");
    Path post = awaitPost("either-one", "Either one");
    delete();
    Files.delete(post);
    try (SinkApp app =
        new SinkApp(
            connection()
                .with(
                    Map.of(
                        "site.dir", site.toString(),
                        "state.dir", directory.resolve("state").toString())))) {
      app.start();
      await().atMost(PATIENCE).until(app::ready);
      publish("either-2", "Either two");
      awaitPost("either-two", "Either two");
    }
    create();
    publish("either-3", "Either three");

    awaitPost("either-three", "Either three");
    assertThat(post).as("deleted by people").doesNotExist();
  }

  @Test
  void posts_in_a_repository_are_committed_no_more_often_than_the_interval() throws Exception {
    Path remote = directory.resolve("remote.git");
    Git.init().setBare(true).setGitDir(remote.toFile()).setInitialBranch("main").call().close();
    Map<String, String> config = config();
    config.put("site.dir", directory.resolve("clone").toString());
    config.put("sink.git.remote", remote.toString());
    config.put("sink.git.interval.ms", "3000");
    worker.put("/connectors/posts/config", config);
    List<Integer> seconds = new ArrayList<>();
    for (String title : List.of("Once", "Twice", "Three times")) {
      publish("often", title);
      await().atMost(PATIENCE).until(() -> committed(remote, title).isPresent());
      seconds.add(committed(remote, title).orElseThrow());
    }

    // the first may be of a sink that was behind, and does not rest
    assertThat(seconds.get(2) - seconds.get(1)).as("of 3 s, but for fractions").isGreaterThan(1);
  }

  /** When the post was committed with that title, in seconds. */
  private static Optional<Integer> committed(Path remote, String title) throws Exception {
    try (Git git = Git.open(remote.toFile())) {
      ObjectId head = git.getRepository().resolve("main");
      if (head == null) {
        return Optional.empty();
      }
      for (RevCommit commit : git.log().add(head).call()) {
        if (commit.getShortMessage().equals("Post of " + title + ", 2026-05-12")) {
          return Optional.of(commit.getCommitTime());
        }
      }
      return Optional.empty();
    }
  }

  @Test
  void a_wrong_configuration_is_refused_by_the_name_of_the_key() {
    Map<String, String> wrong = config();
    wrong.put("site.dir", "posts");
    wrong.put("topics", "meetup.events");
    wrong.remove("value.converter");
    wrong.remove("kafka.schema.registry.url");

    assertThat(mistakes(wrong))
        .containsOnlyKeys("site.dir", "topics", "value.converter", "kafka.schema.registry.url");
    assertThat(mistakes(wrong).get("site.dir")).contains("absolute path");

    Map<String, String> combined = config();
    combined.put("template.dir", site.toString());
    combined.put("language", "english!");
    assertThat(mistakes(combined)).containsOnlyKeys("language");
    combined.put("language", "en");
    assertThat(mistakes(combined)).containsOnlyKeys("template.dir");
  }

  private static Map<String, String> mistakes(Map<String, String> config) {
    Map<String, String> mistakes = new HashMap<>();
    for (JsonNode each :
        worker
            .put("/connector-plugins/RoundupSinkConnector/config/validate", config)
            .get("configs")) {
      JsonNode value = each.get("value");
      if (!value.get("errors").isEmpty()) {
        mistakes.put(value.get("name").asText(), value.get("errors").toString());
      }
    }
    return mistakes;
  }

  private static Settings connection() {
    return Settings.of(
        Map.of(
            "kafka.bootstrap.servers", kafka.bootstrapServers(),
            "kafka.schema.registry.url", registry.url().toString()));
  }

  private Map<String, String> config() {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "connector.class",
                "RoundupSinkConnector",
                "topics",
                Topics.ROUNDUPS.name(),
                "key.converter",
                BYTES,
                "value.converter",
                BYTES,
                "site.dir",
                site.toString(),
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "kafka.schema.registry.url",
                registry.url().toString(),
                "errors.tolerance",
                "all",
                "errors.deadletterqueue.topic.name",
                Topics.ROUNDUP_DEAD_LETTERS.name(),
                "errors.deadletterqueue.context.headers.enable",
                "true"));
    config.put("name", "posts");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
    return config;
  }

  private static String state() {
    JsonNode tasks = worker.get("/connectors/posts/status").path("tasks");
    return tasks.path(0).path("state").asText();
  }

  private static void publish(String meetup, String title) {
    Roundup roundup =
        Roundup.newBuilder()
            .setMeetupId(meetup)
            .setSeries(new Series("lantern", "Lantern"))
            .setTitle(title)
            .setStartsAt(Instant.parse("2026-05-12T17:00:00Z"))
            .setTimeZone("Europe/Lisbon")
            .setMode("IN_PERSON")
            .setCancelled(false)
            .setHeld(true)
            .setPhotos(Photos.newBuilder().build())
            .setNotes(Map.of())
            .setAttendance(
                Attendance.newBuilder()
                    .setGoing(0)
                    .setGuests(0)
                    .setDeclined(0)
                    .setWaitlisted(0)
                    .setPending(0)
                    .setCheckedIn(0)
                    .setWalkIns(0)
                    .build())
            .setUpdatedAt(Instant.parse("2026-05-12T20:00:00Z"))
            .setPacked(false)
            .setHasVideo(false)
            .setHasPhotos(false)
            .build();
    send(meetup, roundups.serializer().serialize(Topics.ROUNDUPS.name(), roundup));
  }

  private static void send(String key, byte[] value) {
    Future<?> sent = producer.send(new ProducerRecord<>(Topics.ROUNDUPS.name(), key, value));
    await().atMost(PATIENCE).until(sent::isDone);
  }

  private Path awaitPost(String slug, String text) {
    Path post = site.resolve("_posts").resolve("2026-05-12-" + slug + "-roundup.md");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(post)
                    .content()
                    .as(() -> worker.get("/connectors/posts/status").toString())
                    .contains(text));
    return post;
  }

  private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection().kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ROUNDUP_DEAD_LETTERS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return !letters.isEmpty();
              });
      return letters;
    }
  }
}
