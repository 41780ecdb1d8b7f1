package dev.roundup.streams;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.http.HealthServer;
import dev.roundup.schemas.metrics.Metrics;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.streams.batch.BatchingClients;
import dev.roundup.streams.operations.AdminCalls;
import dev.roundup.streams.operations.Reset;
import dev.roundup.streams.topology.RocksDbTuning;
import dev.roundup.streams.topology.RoundupTopology;
import dev.roundup.streams.topology.SeriesTopics;
import dev.roundup.streams.topology.StoreKind;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processor: from {@link #start()} to {@link #close()} it folds the log into roundups. */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSING = Duration.ofSeconds(30);
  private static final List<Topic> TOPICS =
      List.of(Topics.EVENTS, Topics.DEAD_LETTERS, Topics.ROUNDUPS);

  private final Settings settings;
  private final StreamsSettings parsed;
  private final Metrics metrics = new Metrics();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final FaultPolicy faults = new FaultPolicy(closing, this::leave);
  private InstanceDirectory directory;
  private RocksDbTuning.Memory memory;
  private Admin admin;
  private Progress progress;
  private KafkaStreams streams;
  private HealthServer health;
  private volatile boolean caughtUp;
  private boolean closed;

  /**
   * An app that is not started yet.
   *
   * @throws Failure if the settings are wrong
   */
  public StreamsApp(Settings settings) {
    this.settings = settings;
    this.parsed = StreamsSettings.of(settings);
  }

  /**
   * Makes the topics ready and starts the threads; returns before they have caught up.
   *
   * @throws Failure if Kafka cannot be reached or refuses, or the state directory or the port is
   *     somebody else's
   */
  public void start() {
    try {
      directory = InstanceDirectory.take(parsed.stateDirectory());
      admin = TopicAdmin.client(settings);
      ensureTopics();
      progress = new Progress(admin, parsed.applicationId());
      streams = streams();
      streams.start();
      KafkaStreamsMetrics figures = new KafkaStreamsMetrics(streams);
      metrics.watch(figures, figures::close);
      health =
          HealthServer.start(
              parsed.httpHost(), parsed.httpPort(), this::live, this::ready, metrics);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    LOG.info(
        "The processor has started. applicationId={} stores={} health={}",
        parsed.applicationId(),
        parsed.stores(),
        health.uri());
  }

  /**
   * Forgets all state that follows from the log, as {@code streams reset --yes} does: the next
   * start builds it anew.
   *
   * @throws Failure if the processor runs, or Kafka refuses
   */
  public static void reset(Settings settings) {
    StreamsSettings parsed = StreamsSettings.of(settings);
    try (InstanceDirectory directory = InstanceDirectory.take(parsed.stateDirectory());
        Admin admin = TopicAdmin.client(settings)) {
      Reset reset =
          new Reset(admin, parsed.applicationId(), directory.path(), directory.instanceId());
      reset.awaitStopped();
      Reset.Plan plan = reset.plan();
      reset.carryOut(plan);
      plan.lines().forEach(line -> LOG.info("Forgotten: {}", line));
    }
  }

  /** Whether the threads run, or are about to. */
  public boolean live() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.CREATED || state.isRunningOrRebalancing();
  }

  /** Whether it runs, and has caught up with the log since it began to. */
  public boolean ready() {
    if (streams.state() != KafkaStreams.State.RUNNING) {
      caughtUp = false;
    } else if (!caughtUp) {
      caughtUp = progress.caughtUp();
    }
    return caughtUp;
  }

  /** Where liveness, readiness and metrics are served. */
  public URI http() {
    return health.uri();
  }

  /**
   * Blocks until the app is closed, or a fault has stopped it.
   *
   * @return the exit code of the process
   */
  public int await() throws InterruptedException {
    stopped.await();
    return faults.exitCode().code();
  }

  /** Commits what was done and stops; does nothing a second time. */
  @Override
  public synchronized void close() {
    closing.countDown();
    if (closed || directory == null) {
      return;
    }
    if (health != null) {
      health.close();
    }
    metrics.close();
    if (streams != null && !streams.close(CLOSING)) {
      LOG.warn("The threads did not stop in time. seconds={}", CLOSING.toSeconds());
    }
    if (memory != null) {
      memory.close();
    }
    if (admin != null) {
      admin.close();
    }
    directory.close();
    closed = true;
    stopped.countDown();
  }

  private KafkaStreams streams() {
    Properties properties = new Properties();
    properties.putAll(parsed.kafkaStreams(settings, directory.instanceId()));
    if (parsed.stores() == StoreKind.ROCKSDB) { // else its library need not even be loaded
      memory = new RocksDbTuning.Memory();
      properties.put(RocksDbTuning.MEMORY, memory);
    }
    RoundupTopology topology =
        new RoundupTopology(settings, parsed.stores(), parsed.coalesce(), System::nanoTime);
    KafkaStreams created =
        new KafkaStreams(
            topology.build(new StreamsConfig(properties)),
            properties,
            new BatchingClients(Topics.EVENTS.name()));
    created.setUncaughtExceptionHandler(faults);
    created.setStateListener(this::stateChanged);
    return created;
  }

  private void leave(Thread failed) {
    new Membership(admin, parsed.applicationId(), directory.instanceId()).leave(failed);
  }

  private void stateChanged(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.info("The processor's state has changed. from={} to={}", before, now);
    if (now == KafkaStreams.State.ERROR) {
      stopped.countDown();
    }
  }

  /**
   * A meetup's facts and what its series tells it must meet in one task, so the topics in between
   * have as many partitions as the log.
   */
  private void ensureTopics() {
    TopicAdmin.ensure(admin, settings, TOPICS);
    int wanted = descriptions(List.of(Topics.EVENTS)).get(Topics.EVENTS.name()).partitions().size();
    TopicAdmin.ensure(
        admin,
        settings.with(Map.of(Key.TOPIC_PARTITIONS.key(), Integer.toString(wanted))),
        SeriesTopics.ALL);
    Map<String, TopicDescription> linking = descriptions(SeriesTopics.ALL);
    linking.forEach((name, topic) -> requirePartitions(name, topic.partitions().size(), wanted));
    directory.keepStateOf(
        parsed.applicationId(),
        linking.get(SeriesTopics.SERIES_UPDATES.name()).topicId().toString());
  }

  private static void requirePartitions(String linking, int found, int wanted) {
    if (found == wanted) {
      return;
    }
    String log = Topics.EVENTS.name();
    throw new Failure(
        ExitCode.KAFKA,
        "The topic %s has %d partitions, and the log %s has %d."
                .formatted(linking, found, log, wanted)
            + " If the number of the log's partitions was changed when there were facts on it,"
            + " facts of one meetup may now be in two partitions, and a reset does not mend that:"
            + (" copy the log to a new topic with %d partitions, where each fact's key decides its"
                    + " partition, and put that in the place of %s.")
                .formatted(wanted, log)
            + (" Only if %s was made with another number than the log, `streams reset` is enough:"
                    + " it deletes %s, and the next start makes it anew.")
                .formatted(linking, linking));
  }

  private Map<String, TopicDescription> descriptions(List<Topic> topics) {
    return new TreeMap<>(
        AdminCalls.await(
            admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames()));
  }
}
