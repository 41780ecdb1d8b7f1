package dev.roundup.standalone.sink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.cli.Cli;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Photos;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Series;
import dev.roundup.sink.PostsCommand;
import dev.roundup.sink.SinkApp;
import dev.roundup.sink.kafka.Start;
import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import dev.roundup.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The sink on a real Kafka and a real registry: roundups go in, files come out. */
class SinkAppTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path data;
  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;
  private static Serde<Roundup> roundups;
  private static KafkaProducer<String, byte[]> producer;

  @TempDir Path directory;
  private Settings settings;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(data, 0, FatalFaults.RAISE);
    registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
    TopicAdmin.ensure(connection(), Topics.ALL);
    roundups = AvroSerdes.values(connection(), Roundup.class);
    producer =
        new KafkaProducer<>(
            connection().kafka(), new StringSerializer(), new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    roundups.close();
    registry.close();
    kafka.close();
  }

  /** A site with a template that says little: what the built-in one says is not asked here. */
  @BeforeEach
  void newSite() throws IOException {
    Path template = Files.createDirectory(directory.resolve("template"));
    Files.writeString(
        template.resolve("post.md.hbs"), "---\ntitle: {{yaml title}}\n---\nIt was good.\n");
    settings =
        connection()
            .with(
                Map.of(
                    "site.dir", directory.resolve("site").toString(),
                    "state.dir", directory.resolve("state").toString(),
                    "template.dir", template.toString()));
  }

  private static Settings connection() {
    return Settings.of(
        Map.of(
            "kafka.bootstrap.servers", kafka.bootstrapServers(),
            "kafka.schema.registry.url", registry.url().toString()));
  }

  @Test
  void a_post_follows_its_roundup() {
    try (SinkApp app = running()) {
      publish(roundup("follows").setTitle("Follows one"));
      await().atMost(PATIENCE).until(() -> post("follows-one").contains("Follows one"));

      publish(roundup("follows").setTitle("Follows two"));
      await().atMost(PATIENCE).until(() -> post("follows-one").contains("Follows two"));
      assertThat(app.ready()).isTrue();
    }
  }

  @Test
  void a_sink_that_starts_again_publishes_what_came_meanwhile_and_touches_nothing_else()
      throws IOException {
    publish(roundup("again-1").setTitle("Again one"));
    running().close();
    Object before = Files.readAttributes(path("again-one"), "lastModifiedTime,fileKey");
    publish(roundup("again-2").setTitle("Again two"));
    running().close();

    assertThat(Files.readAttributes(path("again-one"), "lastModifiedTime,fileKey"))
        .isEqualTo(before);
    assertThat(post("again-two")).contains("Again two");
  }

  @Test
  void the_posts_of_a_site_tell_how_they_stand_and_a_deleted_one_comes_back() throws IOException {
    publish(roundup("status-1").setTitle("Status one"));
    publish(roundup("status-2").setTitle("Status two"));
    running().close();
    Files.writeString(path("status-one"), post("status-one") + "\nIt really was.\n");
    Files.delete(path("status-two"));

    assertThat(posts("status"))
        .contains("(status-1): edited\n")
        .contains("(status-2): deleted by people\n");
    assertThat(posts("restore", "status-2")).startsWith("restored ");
    assertThat(post("status-two")).contains("Status two");
    assertThat(posts("status")).contains("(status-2): as generated\n");
  }

  private String posts(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Cli.of(new PostsCommand());
    command.setOut(new PrintWriter(out, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    all.addAll(List.of("--registry", registry.url().toString()));
    all.addAll(List.of("--site", directory.resolve("site").toString()));
    assertThat(command.execute(all.toArray(String[]::new))).isZero();
    return out.toString();
  }

  @Test
  void what_people_edited_or_deleted_stays_so_through_restarts_and_a_rebuild() throws IOException {
    publish(roundup("edited").setTitle("Edited"));
    publish(roundup("deleted").setTitle("Deleted"));
    running().close();
    Files.writeString(path("edited"), "My own words\n");
    Files.delete(path("deleted"));
    publish(roundup("edited").setTitle("Edited again"));
    publish(roundup("deleted").setTitle("Deleted again"));
    running().close();
    running(Start.REBUILD).close();

    assertThat(path("edited")).hasContent("My own words\n");
    assertThat(path("deleted")).doesNotExist();
  }

  @Test
  void a_rebuild_writes_posts_by_a_new_template() throws IOException {
    publish(roundup("template").setTitle("Template"));
    running().close();
    newCoat();

    running().close();
    assertThat(post("template")).doesNotContain("A new coat.");
    running(Start.REBUILD).close();
    assertThat(post("template")).contains("A new coat.");
  }

  @Test
  void what_people_do_to_a_rebuilt_post_counts_after_a_restart() throws IOException {
    publish(roundup("rebuilt-1").setTitle("Rebuilt one"));
    publish(roundup("rebuilt-2").setTitle("Rebuilt two"));
    running().close();
    newCoat();
    running(Start.REBUILD).close();
    Files.delete(path("rebuilt-one"));
    Files.writeString(path("rebuilt-two"), post("rebuilt-two") + "\nIt really was.\n");
    publish(roundup("rebuilt-1").setTitle("Rebuilt one again"));
    publish(roundup("rebuilt-2").setTitle("Rebuilt two again"));
    running().close();

    assertThat(path("rebuilt-one")).doesNotExist();
    assertThat(post("rebuilt-two")).contains("Rebuilt two again", "A new coat.", "It really was.");
    assertThat(directory.resolve("site/_roundup/rebuilt-2.md")).doesNotExist();
  }

  @Test
  void a_rebuild_does_not_take_a_post_back_to_what_was_true_once() throws IOException {
    settings = settings.with(Map.of("kafka.max.poll.records", "1"));
    publish(roundup("onward").setTitle("Onward"));
    running().close();
    newCoat();
    Files.writeString(
        directory.resolve("templates/post.md.hbs"),
        "---\ntitle: {{yaml title}}\n---\nIt was good.\n\n{{location}}\n\nA new coat.\n");
    publish(roundup("onward").setTitle("Onward").setLocation("In Aarhus."));
    running().close();
    Files.writeString(path("onward"), post("onward").replace("In Aarhus.\n\n", ""));
    running(Start.REBUILD).close();

    assertThat(post("onward")).contains("A new coat.").doesNotContain("Aarhus");
  }

  @Test
  void a_rebuild_that_was_cut_short_goes_on_when_the_sink_starts_again() throws IOException {
    publish(roundup("cut").setTitle("Cut short"));
    running().close();
    newCoat();
    Path inTheWay = directory.resolve("site/_posts/.cut.roundup-tmp");
    Files.createDirectory(inTheWay);
    try (SinkApp app = new SinkApp(settings, Start.REBUILD)) {
      app.start();
      assertThat(CompletableFuture.supplyAsync(app::await))
          .succeedsWithin(PATIENCE)
          .isEqualTo(ExitCode.CONFIGURATION.code());
    }
    Files.delete(inTheWay);
    running().close();

    assertThat(post("cut-short")).contains("A new coat.");
  }

  /** From now on by another template. */
  private void newCoat() throws IOException {
    Path templates = Files.createDirectories(directory.resolve("templates"));
    Files.writeString(
        templates.resolve("post.md.hbs"), "---\ntitle: {{yaml title}}\n---\nA new coat.\n");
    settings = settings.with(Map.of("template.dir", templates.toString()));
  }

  @Test
  void a_site_that_was_thrown_away_is_written_again() throws IOException {
    publish(roundup("thrown").setTitle("Thrown away"));
    running().close();
    byte[] before = Files.readAllBytes(path("thrown-away"));
    settings = settings.with(Map.of("site.dir", directory.resolve("new").toString()));
    running().close();

    assertThat(directory.resolve("new/_posts/2026-10-14-thrown-away-roundup.md"))
        .hasBinaryContent(before);
  }

  @Test
  void a_new_site_has_every_post_even_if_its_first_sink_stopped_half_way() throws IOException {
    for (String location : List.of("Aarhus", "Odense")) {
      publish(0, roundup("half-1").setTitle("Half one").setLocation(location));
      publish(0, roundup("half-2").setTitle("Half two").setLocation(location));
      running().close();
      newCoat();
    }
    Path posts = newSiteStoppedAt("half-2");
    running().close();

    assertThat(posts.resolve("2026-10-14-half-one-roundup.md")).exists();
    assertThat(posts.resolve("2026-10-14-half-two-roundup.md")).exists();
  }

  @Test
  void a_post_that_failed_on_a_new_site_is_no_deleted_one_even_if_its_first_sink_stopped_half_way()
      throws IOException {
    publish(0, roundup("fill-1").setTitle("Fill one"));
    publish(0, roundup("fill-2").setTitle("Fill two").setLocation("Aarhus"));
    publish(0, roundup("fill-3").setTitle("Fill three"));
    running().close();
    newCoat();
    Files.writeString(
        directory.resolve("templates/post.md.hbs"),
        "---\ntitle: {{yaml title}}\n---\n{{#if location}}{{talks}}{{/if}}\nA new coat.\n");
    Path posts = newSiteStoppedAt("fill-3");
    Files.delete(posts.resolve("2026-10-14-fill-one-roundup.md"));
    newCoat();
    publish(0, roundup("fill-1").setTitle("Fill one again"));
    publish(0, roundup("fill-2").setTitle("Fill two").setLocation("Odense"));
    running().close();

    assertThat(posts.resolve("2026-10-14-fill-one-roundup.md")).doesNotExist();
    assertThat(posts.resolve("2026-10-14-fill-two-roundup.md")).exists();
    assertThat(posts.resolve("2026-10-14-fill-three-roundup.md")).exists();
  }

  @Test
  void a_new_site_whose_template_was_broken_gets_its_posts_when_it_is_mended() throws IOException {
    publish(roundup("mended").setTitle("Mended"));
    running().close();
    newCoat();
    Files.writeString(directory.resolve("templates/post.md.hbs"), "---\ntitle: [\n---\n");
    settings = settings.with(Map.of("site.dir", directory.resolve("new").toString()));
    running().close();
    Path post = directory.resolve("new/_posts/2026-10-14-mended-roundup.md");
    assertThat(post).doesNotExist();
    newCoat();
    running(Start.REBUILD).close();
    assertThat(post).exists();

    Files.delete(post);
    running(Start.REBUILD).close();
    assertThat(post).doesNotExist();
  }

  /** A sink on a new site ends when it comes to that meetup's post; returns the site's posts. */
  private Path newSiteStoppedAt(String meetupId) throws IOException {
    settings =
        settings.with(
            Map.of("site.dir", directory.resolve("new").toString(), "kafka.max.poll.records", "1"));
    Path posts = Files.createDirectories(directory.resolve("new/_posts"));
    Path inTheWay = posts.resolve("." + meetupId + ".roundup-tmp");
    Path within = Files.createDirectories(inTheWay.resolve("within"));
    try (SinkApp app = new SinkApp(settings)) {
      app.start();
      assertThat(CompletableFuture.supplyAsync(app::await))
          .succeedsWithin(PATIENCE)
          .isEqualTo(ExitCode.CONFIGURATION.code());
    }
    Files.delete(within);
    Files.delete(inTheWay);
    return posts;
  }

  @Test
  void a_new_site_has_the_posts_of_partitions_that_another_sink_held_when_it_was_made() {
    List<String> meetups = IntStream.range(0, 8).mapToObj(i -> "late-" + i).toList();
    meetups.forEach(meetup -> publish(roundup(meetup).setTitle(meetup)));
    Settings moved =
        settings.with(
            Map.of(
                "site.dir", directory.resolve("moved").toString(),
                "state.dir", directory.resolve("moved-state").toString()));
    SinkApp old = running();
    try (SinkApp sink = new SinkApp(moved)) {
      sink.start();
      Path known = directory.resolve("moved/.roundup-site");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(known).exists());
      old.close();

      assertThat(meetups)
          .allSatisfy(
              meetup ->
                  await()
                      .atMost(PATIENCE)
                      .untilAsserted(
                          () ->
                              assertThat(
                                      directory.resolve(
                                          "moved/_posts/2026-10-14-" + meetup + "-roundup.md"))
                                  .exists()));
    } finally {
      old.close();
    }
  }

  @Test
  void a_record_that_cannot_be_read_goes_to_the_dead_letters_and_blocks_nothing() {
    byte[] bytes = "not a roundup".getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(Topics.ROUNDUPS.name(), 1, "poison", bytes));
    try (SinkApp app = running()) {
      publish(roundup("behind").setTitle("Behind it"));
      await().atMost(PATIENCE).until(() -> post("behind-it").contains("Behind it"));
      assertThat(app.ready()).isTrue();
    }

    ConsumerRecord<String, byte[]> letter = deadLetter("poison");
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(header(letter, "topic")).isEqualTo(Topics.ROUNDUPS.name());
    assertThat(header(letter, "partition")).isEqualTo("1");
    assertThat(header(letter, "offset")).matches("\\d+");
    assertThat(header(letter, "message")).isNotBlank();
  }

  @Test
  void two_sinks_share_a_site() {
    Settings other =
        settings.with(Map.of("state.dir", directory.resolve("other-state").toString()));
    try (SinkApp one = running();
        SinkApp two = new SinkApp(other)) {
      two.start();
      await().atMost(PATIENCE).until(() -> one.ready() && two.ready());
      IntStream.range(0, 20)
          .forEach(number -> publish(roundup("shared-" + number).setTitle("Shared " + number)));

      await()
          .atMost(PATIENCE)
          .until(
              () -> IntStream.range(0, 20).allMatch(number -> !post("shared-" + number).isEmpty()));
    }
  }

  @Test
  void two_sinks_with_one_state_directory_are_told_apart() {
    try (SinkApp one = running();
        SinkApp two = new SinkApp(settings)) {
      assertThatThrownBy(two::start)
          .isInstanceOfSatisfying(
              Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUSY));
      assertThat(one.ready()).isTrue();
    }
  }

  @Test
  void a_site_that_cannot_be_written_stops_the_sink_and_commits_nothing() throws IOException {
    publish(roundup("blocked").setTitle("Blocked"));
    running().close();
    publish(roundup("blocked").setTitle("Blocked no more"));
    Path inTheWay = directory.resolve("site/_posts/.blocked.roundup-tmp");
    Files.createDirectory(inTheWay);
    try (SinkApp app = new SinkApp(settings)) {
      app.start();
      assertThat(CompletableFuture.supplyAsync(app::await))
          .succeedsWithin(PATIENCE)
          .isEqualTo(ExitCode.CONFIGURATION.code());
    }
    Files.delete(inTheWay);
    running().close();

    assertThat(post("blocked")).contains("Blocked no more");
  }

  @Test
  void health_is_served() throws Exception {
    try (SinkApp app = running()) {
      URI ready = app.http().resolve("/health/ready");
      assertThat(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("UP");
    }
  }

  @Test
  void metrics_tell_what_became_of_posts_and_how_many_collisions_stand() throws Exception {
    publish(roundup("counted").setTitle("Counted"));
    running().close();
    Files.writeString(path("counted"), post("counted").replace("title: ", "title: Our "));
    publish(roundup("counted").setTitle("Counted again"));
    try (SinkApp app = running()) {
      HttpRequest request = HttpRequest.newBuilder(app.http().resolve("/metrics")).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body().lines())
          .contains(
              "roundup_sink_posts_total{outcome=\"merged\",why=\"\"} 1.0",
              "roundup_sink_collisions_standing 1.0",
              "roundup_sink_collisions_met_total{why=\"both_changed\"} 1.0",
              "roundup_sink_delay_seconds_count 1")
          .anyMatch(line -> line.startsWith("kafka_consumer_fetch_manager_records_consumed_total"))
          .noneMatch(line -> line.contains("counted"));
    }
  }

  private SinkApp running() {
    return running(Start.WHERE_IT_LEFT_OFF);
  }

  private SinkApp running(Start start) {
    SinkApp app = new SinkApp(settings, start);
    app.start();
    await().atMost(PATIENCE).until(app::ready);
    return app;
  }

  private void publish(Roundup.Builder builder) {
    publish(null, builder);
  }

  private void publish(Integer partition, Roundup.Builder builder) {
    Roundup roundup = builder.build();
    RecordHeaders headers = new RecordHeaders();
    byte[] value = roundups.serializer().serialize(Topics.ROUNDUPS.name(), headers, roundup);
    send(
        new ProducerRecord<>(
            Topics.ROUNDUPS.name(), partition, null, roundup.getMeetupId(), value, headers));
  }

  private static void send(ProducerRecord<String, byte[]> record) {
    assertThat(producer.send(record)).succeedsWithin(PATIENCE);
  }

  private Path path(String slug) {
    return directory.resolve("site/_posts/2026-10-14-" + slug + "-roundup.md");
  }

  private String post(String slug) {
    try {
      return Files.exists(path(slug)) ? Files.readString(path(slug)) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ConsumerRecord<String, byte[]> deadLetter(String key) {
    List<TopicPartition> partitions =
        List.of(new TopicPartition(Topics.ROUNDUP_DEAD_LETTERS.name(), 1));
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            connection().kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return await()
          .atMost(PATIENCE.toSeconds(), SECONDS)
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> record :
                    consumer.poll(Duration.ofMillis(100))) {
                  if (key.equals(record.key())) {
                    return record;
                  }
                }
                return null;
              },
              record -> record != null);
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(
        record.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
  }

  private static Roundup.Builder roundup(String meetupId) {
    return Roundup.newBuilder()
        .setMeetupId(meetupId)
        .setSeries(new Series("harbour-jvm", "Harbour JVM"))
        .setStartsAt(Instant.parse("2026-10-14T16:30:00Z"))
        .setTimeZone("Europe/Copenhagen")
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
        .setUpdatedAt(Instant.parse("2026-10-14T19:30:00Z"))
        .setPacked(false)
        .setHasVideo(false)
        .setHasPhotos(false);
  }
}
