package dev.roundup.schemas.cli;

import dev.roundup.schemas.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that speaks to Kafka. */
public final class ConnectionOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Settings, as a properties file.")
  private Path config;

  @Option(
      names = {"-b", "--bootstrap-servers"},
      paramLabel = "HOST:PORT",
      description = "Kafka brokers to begin with.")
  private String bootstrapServers;

  @Option(
      names = {"-r", "--registry"},
      paramLabel = "URL",
      description = "Schema registry, or several, separated by commas.")
  private String registry;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Any setting, by its name in a file; kafka.* goes to the Kafka clients.")
  private Map<String, String> set = new LinkedHashMap<>();

  /** The settings: defaults, file, environment, then these flags. */
  public Settings settings() {
    return settings(Map.of());
  }

  /**
   * As {@link #settings()}, with flags of the command's own on top.
   *
   * @param flags names as in a file
   */
  public Settings settings(Map<String, String> flags) {
    Map<String, String> all = new LinkedHashMap<>(set);
    if (bootstrapServers != null) {
      all.put("kafka.bootstrap.servers", bootstrapServers);
    }
    if (registry != null) {
      all.put("kafka.schema.registry.url", registry);
    }
    all.putAll(flags);
    return Settings.load(config, System.getenv(), all);
  }
}
