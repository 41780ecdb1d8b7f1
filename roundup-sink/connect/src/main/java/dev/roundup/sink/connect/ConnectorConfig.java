package dev.roundup.sink.connect;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.SinkConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * The configuration of the connector: the sink's own settings under their own names, checked before
 * a task starts, and what Kafka Connect must be told for the sink to read what it is handed.
 */
final class ConnectorConfig {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
  private static final String KAFKA = "kafka.";

  /** The sink's settings that mean something here, and how important they are. */
  private static final Map<Key, Importance> KEYS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Key.SITE_DIR, Importance.HIGH),
              Map.entry(Key.SITE_FORMAT, Importance.MEDIUM),
              Map.entry(Key.TEMPLATE_DIR, Importance.MEDIUM),
              Map.entry(Key.LANGUAGE, Importance.MEDIUM),
              Map.entry(Key.SITE_COMPANIONS, Importance.MEDIUM),
              Map.entry(Key.SITE_URL, Importance.MEDIUM),
              Map.entry(Key.SITE_TITLE, Importance.LOW),
              Map.entry(Key.SITE_PERMALINK, Importance.LOW),
              Map.entry(Key.GIT_REMOTE, Importance.MEDIUM),
              Map.entry(Key.GIT_BRANCH, Importance.MEDIUM),
              Map.entry(Key.GIT_MODE, Importance.MEDIUM),
              Map.entry(Key.GIT_AUTHOR, Importance.LOW),
              Map.entry(Key.GIT_USER, Importance.LOW),
              Map.entry(Key.GIT_TOKEN, Importance.LOW),
              Map.entry(Key.GIT_INTERVAL, Importance.LOW),
              Map.entry(Key.TOPIC_PARTITIONS, Importance.LOW),
              Map.entry(Key.TOPIC_REPLICATION, Importance.LOW)));

  private ConnectorConfig() {}

  static ConfigDef definition() {
    ConfigDef definition =
        new ConfigDef()
            .define(
                "kafka.bootstrap.servers",
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                new ConfigDef.NonEmptyString(),
                Importance.HIGH,
                "where the sink records what it has published; every setting of Kafka's clients"
                    + " and of the registry's serializers may be given as kafka.*")
            .define(
                "kafka.schema.registry.url",
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                new ConfigDef.NonEmptyString(),
                Importance.HIGH,
                "address of the schema registry");
    KEYS.forEach(
        (key, importance) ->
            definition.define(
                key.key(),
                key == Key.GIT_TOKEN ? ConfigDef.Type.PASSWORD : ConfigDef.Type.STRING,
                key == Key.SITE_DIR ? ConfigDef.NO_DEFAULT_VALUE : key.fallback(),
                key == Key.SITE_DIR
                    ? ConfigDef.LambdaValidator.with(
                        (name, value) -> requireAbsolute(name, (String) value),
                        () -> "an absolute path")
                    : null,
                importance,
                key.meaning()));
    return definition
        .define(
            SinkTask.TOPICS_CONFIG,
            ConfigDef.Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            only(List.of(Topics.ROUNDUPS.name())),
            Importance.HIGH,
            "the topic of roundups")
        .define(
            "key.converter",
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            only(BYTES),
            Importance.HIGH,
            "the sink reads keys itself")
        .define(
            "value.converter",
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            only(BYTES),
            Importance.HIGH,
            "the sink reads values itself, with the registry's schemas");
  }

  /**
   * The sink's settings out of a connector's.
   *
   * @throws Failure with every mistake
   */
  static Settings settings(Map<String, String> connector) {
    Map<String, String> own = new TreeMap<>();
    connector.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA)
              || KEYS.keySet().stream().anyMatch(k -> k.key().equals(name))) {
            own.put(name, value);
          }
        });
    return Settings.of(own);
  }

  /** What is wrong with the sink's settings beyond what each says alone; empty if nothing is. */
  static Map<Key, String> mistakes(Map<String, String> connector) {
    Map<Key, String> mistakes = new EnumMap<>(Key.class);
    SinkConfig config;
    try {
      config = SinkConfig.of(settings(connector));
    } catch (Failure e) {
      // each mistake names its key
      e.getMessage().lines().forEach(line -> named(line).forEach(k -> mistakes.put(k, line)));
      return mistakes;
    }
    try {
      config.requireTemplates();
    } catch (Failure e) {
      mistakes.put(Key.TEMPLATE_DIR, e.getMessage());
    }
    return mistakes;
  }

  private static List<Key> named(String mistake) {
    return Arrays.stream(Key.values()).filter(key -> mistake.contains(key.key())).toList();
  }

  private static void requireAbsolute(String name, String value) {
    if (value != null && !Path.of(value).isAbsolute()) {
      throw new ConfigException(
          name, value, "must be an absolute path: a worker's own directory is anywhere");
    }
  }

  private static ConfigDef.Validator only(Object wanted) {
    return ConfigDef.LambdaValidator.with(
        (name, value) -> {
          if (value != null && !wanted.equals(value)) {
            throw new ConfigException(name, value, "must be " + wanted);
          }
        },
        wanted::toString);
  }
}
