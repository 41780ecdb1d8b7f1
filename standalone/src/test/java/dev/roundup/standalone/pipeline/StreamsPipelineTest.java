package dev.roundup.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.cli.Cli;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.SinkMain;
import dev.roundup.standalone.demo.Sample;
import dev.roundup.standalone.registry.EmbeddedRegistry;
import dev.roundup.streams.StreamsApp;
import dev.roundup.streams.StreamsCommand;
import dev.roundup.streams.StreamsMain;
import dev.roundup.streams.topology.SeriesTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The processor where things go wrong. */
class StreamsPipelineTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir private Path directory;
  private final List<String> facts = Sample.facts(CLOCK);
  private final String application = "streams-" + UUID.randomUUID();

  /** One Kafka serves all tests, and each begins with an empty log. */
  @BeforeEach
  void emptyLog() throws Exception {
    try (Admin admin = Admin.create(settings().kafka())) {
      Set<String> left = topics(admin);
      admin.deleteTopics(left).all().get();
      await().atMost(PATIENCE).until(() -> topics(admin).isEmpty());
    }
    TopicAdmin.ensure(settings(), Topics.ALL);
  }

  private static Set<String> topics(Admin admin) throws Exception {
    return admin.listTopics().names().get().stream()
        .filter(topic -> !topic.startsWith("_"))
        .collect(Collectors.toSet());
  }

  private Settings settings() {
    return Apps.settings(KAFKA, directory).with(Map.of("kafka.application.id", application));
  }

  private Settings another() {
    return settings().with(Map.of("state.dir", directory.resolve("another").toString()));
  }

  @Test
  void a_reset_is_refused_while_the_processor_runs_and_then_all_is_built_anew_from_the_log()
      throws Exception {
    Settings settings = settings();
    try (StreamsApp app = running(settings)) {
      Apps.publish(settings, CLOCK, facts);
      Outcome.awaitRoundups(settings, CLOCK, facts);
      assertThat(reset(settings)).isEqualTo(ExitCode.BUSY.code());
      assertThat(reset(another())).isEqualTo(ExitCode.BUSY.code());
      assertThat(app.ready()).isTrue();
    }
    String ofAnother = application + "-canary-visits-changelog";
    try (Admin admin = Admin.create(settings.kafka())) {
      admin.createTopics(List.of(new NewTopic(ofAnother, 1, (short) 1))).all().get();
      assertThat(reset(settings)).isZero();
      assertThat(topics(admin))
          .filteredOn(topic -> topic.startsWith(application))
          .containsExactly(ofAnother);
    }

    // as an instance has it that the reset could not reach
    Path stale = directory.resolve("state").resolve(application).resolve("stale");
    Files.createDirectories(stale);
    for (String meetup : PureFold.roundups(CLOCK, facts).keySet()) {
      send(settings, Topics.ROUNDUPS.name(), meetup, null);
    }
    try (StreamsApp app = running(settings)) {
      assertThat(stale).doesNotExist();
      Outcome.awaitRoundups(settings, CLOCK, facts);
      assertThat(app.live()).isTrue();
    }
  }

  @Test
  void topics_in_between_with_another_number_of_partitions_than_the_log_are_refused() {
    TopicAdmin.ensure(settings().with(Map.of("topic.partitions", "2")), SeriesTopics.ALL);
    try (StreamsApp app = new StreamsApp(settings())) {
      assertThatThrownBy(app::start)
          .isInstanceOf(Failure.class)
          .hasMessageContaining("has 2 partitions, and the log meetup.events has 4.")
          .hasMessageContaining("copy the log to a new topic with 4 partitions")
          .hasMessageContaining("Only if meetup.meetup-updates was made with another number");
    }
  }

  @Test
  void what_is_no_fact_is_dead_lettered_as_it_is_and_stops_nothing() {
    Settings settings = settings();
    byte[] garbage = "not a fact".getBytes(StandardCharsets.UTF_8);
    byte[] nobodysSchema = {0, 0x7f, -1, -1, -1, 42};
    Map<String, byte[]> sent = new HashMap<>();
    sent.put("garbage", garbage);
    sent.put("nobodys-schema", nobodysSchema);
    sent.put("empty", null);
    try (StreamsApp app = running(settings)) {
      Apps.publish(settings, CLOCK, facts.subList(0, 100));
      sent.forEach((key, value) -> send(settings, Topics.EVENTS.name(), key, value));
      byte[] fact = firstOnTheLog(settings);
      send(settings, Topics.EVENTS.name(), "another-meetup", fact);
      sent.put("another-meetup", fact);
      Apps.publish(settings, CLOCK, facts.subList(100, facts.size()));

      Outcome.awaitRoundups(settings, CLOCK, facts);
      await()
          .atMost(PATIENCE)
          .until(() -> records(settings, Topics.DEAD_LETTERS.name()).size() == sent.size());
      assertThat(app.ready()).isTrue();
    }
    assertThat(records(settings, Topics.DEAD_LETTERS.name()))
        .allSatisfy(
            letter -> {
              assertThat(letter.value()).isEqualTo(sent.remove(letter.key()));
              assertThat(header(letter, "topic")).isEqualTo(Topics.EVENTS.name());
              assertThat(header(letter, "partition")).matches("[0-3]");
              assertThat(header(letter, "offset")).matches("\\d+");
              assertThat(header(letter, "message")).isNotBlank();
            });
    assertThat(sent).isEmpty();
  }

  @Test
  void while_the_registry_is_away_facts_wait_on_the_log_and_none_is_dead_lettered() {
    EmbeddedRegistry away = EmbeddedRegistry.start(KAFKA.bootstrapServers(), 0);
    URI url = away.url();
    Settings settings =
        settings()
            .with(Map.of("kafka.schema.registry.url", url.toString(), "kafka.max.retries", "1"));
    try (StreamsApp app = running(settings)) {
      away.close();
      Apps.publish(settings(), CLOCK, facts);
      await()
          .dontCatchUncaughtExceptions() // a thread is expected to die of one
          .atMost(PATIENCE)
          .until(() -> threads("StreamThread-3") > 0);
      try (EmbeddedRegistry back =
          EmbeddedRegistry.start(KAFKA.bootstrapServers(), url.getPort())) {
        assertThat(back.url()).isEqualTo(url);
        Outcome.awaitRoundups(settings, CLOCK, facts);
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(app::ready);
      }
    }
    assertThat(records(settings(), Topics.DEAD_LETTERS.name())).isEmpty();
  }

  @Test
  void an_instance_takes_over_from_another_that_was_closed() {
    Map<String, String> quick = Map.of("kafka.main.consumer.session.timeout.ms", "6000");
    Settings one = settings().with(quick);
    Settings two = another().with(quick);
    List<String> before = facts.subList(0, facts.size() / 2);
    try (StreamsApp stays = running(one)) {
      try (StreamsApp goes = running(two)) {
        await().atMost(PATIENCE).until(() -> shared(assignments(one)));
        Apps.publish(one, CLOCK, before);
        Outcome.awaitRoundups(one, CLOCK, before);
        assertThat(goes.live()).isTrue();
      }
      Apps.publish(one, CLOCK, facts.subList(facts.size() / 2, facts.size()));
      Outcome.awaitRoundups(one, CLOCK, facts);
      assertThat(stays.live()).isTrue();
    }
  }

  @Test
  void a_restart_goes_on_from_its_snapshots_and_without_one_that_is_damaged_from_the_changelog()
      throws IOException {
    Settings settings = settings();
    List<String> before = facts.subList(0, facts.size() / 3);
    List<String> then = facts.subList(facts.size() / 3, facts.size() * 2 / 3);
    List<String> after = facts.subList(facts.size() * 2 / 3, facts.size());
    try (StreamsApp app = running(settings)) {
      Apps.publish(settings, CLOCK, before);
      Outcome.awaitRoundups(settings, CLOCK, before);
      assertThat(app.live()).isTrue();
    }
    assertThat(snapshots()).hasSize(8);
    Apps.publish(settings, CLOCK, then);
    try (StreamsApp app = running(settings)) {
      Outcome.awaitRoundups(settings, CLOCK, facts.subList(0, facts.size() * 2 / 3));
      assertThat(app.live()).isTrue();
    }
    for (Path snapshot : snapshots()) {
      if (snapshot.getParent().getFileName().toString().endsWith("_1")) {
        Files.writeString(snapshot, "damaged");
      }
    }
    Apps.publish(settings, CLOCK, after);
    try (StreamsApp app = running(settings)) {
      Outcome.awaitRoundups(settings, CLOCK, facts);
      assertThat(app.live()).isTrue();
    }
  }

  @Test
  void another_kind_of_store_has_what_the_changelogs_of_the_one_before_hold() {
    List<String> before = facts.subList(0, facts.size() / 2);
    Settings memory = settings();
    try (StreamsApp app = running(memory)) {
      Apps.publish(memory, CLOCK, before);
      Outcome.awaitRoundups(memory, CLOCK, before);
      assertThat(app.live()).isTrue();
    }
    Settings disk = memory.with(Map.of("stores", "rocksdb"));
    try (StreamsApp app = running(disk)) {
      Apps.publish(disk, CLOCK, facts.subList(facts.size() / 2, facts.size()));
      Outcome.awaitRoundups(disk, CLOCK, facts);
      assertThat(app.live()).isTrue();
    }
  }

  private List<Path> snapshots() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      return files.filter(file -> file.toString().endsWith(".packed")).toList();
    }
  }

  @Test
  void a_roundup_too_large_for_its_topic_stops_nothing_and_comes_once_it_has_shrunk() {
    Settings settings = settings();
    String large = "x".repeat(250_000);
    Stream<String> notes = IntStream.range(0, 36).mapToObj(i -> note(i, 0, large));
    List<String> swollen = Stream.concat(facts.stream(), notes).toList();
    try (StreamsApp app = running(settings)) {
      Apps.publish(settings, CLOCK, facts.subList(0, 100));
      Outcome.awaitRoundups(settings, CLOCK, facts.subList(0, 100));
      Apps.publish(settings, CLOCK, swollen);
      List<String> shrunk = new ArrayList<>(swollen);
      IntStream.range(0, 36).forEach(i -> shrunk.add(note(i, 1, "")));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Outcome.roundups(settings))
                      .containsAllEntriesOf(others(PureFold.roundups(CLOCK, facts))));
      Apps.publish(settings, CLOCK, shrunk.subList(swollen.size(), shrunk.size()));
      Outcome.awaitRoundups(settings, CLOCK, shrunk);
      assertThat(app.ready()).isTrue();
    }
  }

  @Test
  void apps_that_are_told_to_stop_end_with_exit_code_zero() throws Exception {
    Process processor = process(StreamsMain.class);
    Process sink = process(SinkMain.class);
    try {
      for (Process app : List.of(processor, sink)) {
        assertThat(app.inputReader().readLine()).contains("Health: http://");
        app.destroy(); // SIGTERM
        assertThat(app.waitFor()).isZero();
      }
    } finally {
      processor.destroyForcibly();
      sink.destroyForcibly();
    }
  }

  private Process process(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            "--bootstrap-servers=" + KAFKA.bootstrapServers(),
            "--registry=" + KAFKA.registry(),
            "--set=kafka.application.id=" + application,
            "--set=site.dir=" + directory.resolve("site"),
            "--set=state.dir=" + directory.resolve(main.getSimpleName()))
        .redirectError(directory.resolve(main.getSimpleName() + ".err").toFile())
        .start();
  }

  private static <V> Map<String, V> others(Map<String, V> roundups) {
    Map<String, V> others = new TreeMap<>(roundups);
    others.remove("tidemark-31");
    return others;
  }

  private static String note(int number, int minute, String text) {
    return """
    {"specversion":"1.0","id":"large-%d","type":"NoteWritten","source":"/test",\
    "subject":"tidemark-31","time":"2026-11-01T10:%02d:00Z",\
    "data":{"section":"AFTER_TALKS","noteId":"n%d","text":"%s"}}"""
        .formatted(number, minute, number, text);
  }

  private static StreamsApp running(Settings settings) {
    StreamsApp app = new StreamsApp(settings);
    app.start();
    await().atMost(PATIENCE).until(app::ready);
    return app;
  }

  private int reset(Settings settings) {
    StringWriter said = new StringWriter();
    CommandLine command =
        Cli.of(new StreamsCommand())
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true));
    return command.execute(
        "reset",
        "--yes",
        "--bootstrap-servers=" + KAFKA.bootstrapServers(),
        "--registry=" + KAFKA.registry(),
        "--set=kafka.application.id=" + application,
        "--set=state.dir=" + settings.parse(parser -> parser.text(Key.STATE_DIR)));
  }

  /** How many threads of this test's processor there are whose names end so. */
  private long threads(String end) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(application) && name.endsWith(end))
        .count();
  }

  /** How many partitions of the sources each member of the group has. */
  private List<Integer> assignments(Settings settings) throws Exception {
    try (Admin admin = Admin.create(settings.kafka())) {
      return admin
          .describeConsumerGroups(List.of(application))
          .all()
          .get()
          .get(application)
          .members()
          .stream()
          .map(member -> member.assignment().topicPartitions().size())
          .toList();
    }
  }

  /** Whether two instances of two threads each have something to do. */
  private static boolean shared(List<Integer> assignments) {
    return assignments.size() == 2 * 2
        && assignments.stream().allMatch(partitions -> partitions > 0);
  }

  private static byte[] firstOnTheLog(Settings settings) {
    return records(settings, Topics.EVENTS.name()).stream()
        .filter(record -> record.key().startsWith("tidemark"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static List<ConsumerRecord<String, byte[]>> records(Settings settings, String topic) {
    Map<String, Object> config = settings.kafka();
    config.put("isolation.level", "read_committed");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static void send(Settings settings, String topic, String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings.kafka(), new StringSerializer(), new ByteArraySerializer())) {
      assertThat(producer.send(new ProducerRecord<>(topic, key, value))).succeedsWithin(PATIENCE);
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader("__streams.errors." + name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
