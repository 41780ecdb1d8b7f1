package dev.roundup.producer;

import dev.roundup.schemas.cli.ConnectionOptions;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the cluster that a running {@code up} has left word of in its data directory. */
final class UpCluster {
  private static final String FILE = "up.properties";

  private UpCluster() {}

  /**
   * The settings, with the addresses of the running {@code up} if they name no brokers themselves.
   *
   * @throws Failure if there are neither
   */
  static Settings settings(ConnectionOptions connection, Path data) {
    Settings settings = connection.settings();
    Map<String, Object> given = settings.kafka();
    if (given.containsKey("bootstrap.servers")) {
      return settings;
    }
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "No brokers are named, and nothing runs on "
              + data
              + " (there is no "
              + file
              + "). Name a cluster with --bootstrap-servers and --registry, or start one with"
              + " `roundup up`.");
    }
    Map<String, String> found = new LinkedHashMap<>();
    Settings.load(file, Map.of(), Map.of())
        .kafka()
        .forEach(
            (name, value) -> {
              if (!given.containsKey(name)) {
                found.put("kafka." + name, value.toString());
              }
            });
    return settings.with(found);
  }
}
