package dev.roundup.sink.connect;

import dev.roundup.schemas.cli.Cli;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes roundups as posts to a site, and keeps them up to date, from a worker of Kafka Connect.
 * The tasks share the partitions of the roundups topic among them, and must share the site's
 * directory.
 */
public final class RoundupSinkConnector extends SinkConnector {
  private Map<String, String> connector;

  /** For the worker. */
  public RoundupSinkConnector() {}

  @Override
  public String version() {
    return Cli.version();
  }

  @Override
  public ConfigDef config() {
    return ConnectorConfig.definition();
  }

  /** Looks, too, whether the settings go together and the template can be used. */
  @Override
  public Config validate(Map<String, String> connector) {
    Config config = super.validate(connector);
    if (config.configValues().stream().allMatch(value -> value.errorMessages().isEmpty())) {
      Map<Key, String> mistakes = ConnectorConfig.mistakes(connector);
      mistakes.forEach(
          (key, mistake) ->
              config.configValues().stream()
                  .filter(value -> value.name().equals(key.key()))
                  .forEach(value -> value.addErrorMessage(mistake)));
    }
    return config;
  }

  @Override
  public void start(Map<String, String> connector) {
    this.connector = Map.copyOf(connector);
    try {
      TopicAdmin.ensure(
          ConnectorConfig.settings(connector),
          List.of(Topics.ROUNDUPS, Topics.POSTS, Topics.ROUNDUP_DEAD_LETTERS));
    } catch (Failure e) {
      throw new ConnectException(e.getMessage(), e);
    }
  }

  @Override
  public Class<? extends Task> taskClass() {
    return RoundupSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int most) {
    return Collections.nCopies(most, connector);
  }

  @Override
  public void stop() {
    // it holds nothing; the tasks do
  }
}
