package dev.roundup.schemas.topic;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that an app needs, at its start. */
public final class TopicAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /** Somebody waits at a terminal: Kafka's own minute is too long to be told that it is away. */
  private static final String PATIENCE_MS = "15000";

  private static final String CALL_TIMEOUT = "default.api.timeout.ms";
  private static final String REQUEST_TIMEOUT = "request.timeout.ms";

  private record Layout(int partitions, short replication) {}

  private TopicAdmin() {}

  /**
   * Creates what is missing. What exists is left as it is; several apps may do this at a time.
   *
   * @throws Failure if a topic exists with other settings, because it would lose facts, keep what
   *     should go, or refuse what must be said, or if Kafka cannot be reached or refuses
   */
  public static void ensure(Settings settings, Collection<Topic> topics) {
    try (Admin admin = client(settings)) {
      ensure(admin, settings, topics);
    }
  }

  /**
   * As the other, with a client that there is already.
   *
   * @param admin from {@link #client}
   */
  public static void ensure(Admin admin, Settings settings, Collection<Topic> topics) {
    Layout layout =
        settings.parse(
            parser ->
                new Layout(
                    parser.number(Key.TOPIC_PARTITIONS, 1, 10_000),
                    (short) parser.number(Key.TOPIC_REPLICATION, -1, Short.MAX_VALUE)));
    Map<String, Object> kafka = settings.kafka();
    try {
      List<Topic> missing = missing(admin, topics);
      if (!missing.isEmpty()) {
        create(admin, missing, layout);
        awaitKnown(admin, topics);
      }
      check(admin, topics, kafka.get("bootstrap.servers"));
    } catch (KafkaException e) {
      throw failure(kafka, e);
    }
  }

  /**
   * A client that gives up as soon as somebody at a terminal would.
   *
   * @throws Failure if Kafka's settings are wrong
   */
  public static Admin client(Settings settings) {
    Map<String, Object> kafka = settings.kafka();
    kafka.putIfAbsent(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
    if (!kafka.containsKey(REQUEST_TIMEOUT)) {
      // a call must not be shorter than a request: who sets one of them alone is not contradicted
      kafka.putIfAbsent(CALL_TIMEOUT, PATIENCE_MS);
      kafka.put(REQUEST_TIMEOUT, kafka.get(CALL_TIMEOUT));
    }
    try {
      return Admin.create(kafka);
    } catch (KafkaException e) {
      throw failure(kafka, e);
    }
  }

  private static List<Topic> missing(Admin admin, Collection<Topic> topics) {
    Set<String> existing = await(admin.listTopics().names());
    return topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
  }

  private static void create(Admin admin, List<Topic> topics, Layout layout) {
    Map<String, NewTopic> wanted = new HashMap<>();
    for (Topic topic : topics) {
      wanted.put(
          topic.name(),
          new NewTopic(
                  topic.name(),
                  Optional.of(layout.partitions()),
                  layout.replication() < 1 ? Optional.empty() : Optional.of(layout.replication()))
              .configs(topic.config()));
    }
    admin.createTopics(wanted.values()).values().forEach(TopicAdmin::created);
  }

  private static void created(String topic, KafkaFuture<Void> outcome) {
    try {
      await(outcome);
      LOG.info("Created a topic topic={}", topic);
    } catch (TopicExistsException e) {
      LOG.debug("Another app created the topic first topic={}", topic);
    }
  }

  /** The brokers hear of a topic a moment after the controller has made it. */
  private static void awaitKnown(Admin admin, Collection<Topic> topics) {
    long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
    while (!missing(admin, topics).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("The new topics are not known to the brokers yet");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static void check(Admin admin, Collection<Topic> topics, Object servers) {
    Map<ConfigResource, Topic> resources = new HashMap<>();
    topics.forEach(
        topic -> resources.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic));
    List<String> mistakes = new ArrayList<>();
    Map<ConfigResource, Config> configs = await(admin.describeConfigs(resources.keySet()).all());
    resources.forEach(
        (resource, topic) ->
            new TreeMap<>(topic.config())
                .forEach(
                    (setting, wanted) -> {
                      String found = configs.get(resource).get(setting).value();
                      if (!topic.allows(setting, found)) {
                        mistakes.add(mistake(topic.name(), setting, found, wanted, servers));
                      }
                    }));
    if (!mistakes.isEmpty()) {
      throw new Failure(ExitCode.KAFKA, String.join("\n", mistakes));
    }
  }

  private static String mistake(
      String topic, String setting, String found, String wanted, Object servers) {
    return "The topic "
        + topic
        + " exists with "
        + setting
        + "="
        + found
        + ", and needs "
        + (setting.equals(Topic.MAX_MESSAGE_BYTES) ? "at least " : "")
        + wanted
        + ". Change it: kafka-configs --bootstrap-server "
        + servers
        + " --alter --entity-type topics --entity-name "
        + topic
        + " --add-config "
        + setting
        + "="
        + wanted;
  }

  private static <V> V await(KafkaFuture<V> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    }
  }

  private static Failure failure(Map<String, Object> kafka, KafkaException e) {
    Object servers = kafka.get("bootstrap.servers");
    if (e instanceof ConfigException || e.getCause() instanceof ConfigException) {
      Throwable mistake = e instanceof ConfigException ? e : e.getCause();
      return new Failure(
          ExitCode.CONFIGURATION, "Kafka's settings are wrong: " + mistake.getMessage(), e);
    }
    String sentence =
        e instanceof RetriableException
            ? "Kafka cannot be reached at " + servers + "; is it running?"
            : "Kafka at " + servers + " refuses to make the topics ready: " + e.getMessage();
    return new Failure(ExitCode.KAFKA, sentence, e);
  }
}
