package dev.roundup.standalone.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A data directory that Kafka can use: formatted at first, as it is afterwards.
 *
 * @param properties the node's and the cluster's id, from the directory
 * @param bootstrap the first records of a new cluster
 */
record BrokerStorage(
    Path directory, MetaPropertiesEnsemble properties, BootstrapMetadata bootstrap) {
  static final int NODE = 1;

  static BrokerStorage open(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    if (absolute.toString().contains(",")) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "Kafka takes a comma in a path for the end of it: choose another data directory than "
              + absolute);
    }
    try {
      Files.createDirectories(absolute);
      format(absolute, load(absolute).clusterId().orElseGet(() -> Uuid.randomUuid().toString()));
      return new BrokerStorage(
          absolute, load(absolute), new BootstrapDirectory(absolute.toString()).read());
    } catch (Exception e) { // what Formatter and BootstrapDirectory declare
      throw new Failure(
          ExitCode.CONFIGURATION, "Kafka cannot keep its data in " + absolute + ": " + e, e);
    }
  }

  private static MetaPropertiesEnsemble load(Path directory) throws IOException {
    return new MetaPropertiesEnsemble.Loader()
        .addMetadataLogDir(directory.toString())
        .addLogDirs(List.of(directory.toString()))
        .load();
  }

  private static void format(Path directory, String clusterId) throws Exception {
    try (PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(NODE)
          .setClusterId(clusterId)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(BrokerSockets.CONTROLLER)
          .setIgnoreFormatted(true)
          .setPrintStream(silence)
          .run();
    }
  }
}
