package dev.roundup.sink.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.Connect;

/** A real worker of Kafka Connect in this process, spoken to over its REST interface. */
final class Worker implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Connect<?> connect;
  private final URI rest;

  private Worker(Connect<?> connect) {
    this.connect = connect;
    this.rest = connect.rest().serverUrl();
  }

  /** Starts one whose only plugin is what an archive holds. */
  static Worker start(String bootstrapServers, Path archive, Path directory) throws IOException {
    Path plugins = Files.createDirectories(directory.resolve("plugins"));
    unpack(archive, plugins);
    return new Worker(
        new ConnectStandalone()
            .startConnect(
                Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "listeners",
                    "http://127.0.0.1:0",
                    "plugin.path",
                    plugins.toString(),
                    "key.converter",
                    "org.apache.kafka.connect.json.JsonConverter",
                    "value.converter",
                    "org.apache.kafka.connect.json.JsonConverter",
                    "offset.storage.file.filename",
                    directory.resolve("offsets").toString(),
                    "offset.flush.interval.ms",
                    "1000")));
  }

  private static void unpack(Path archive, Path to) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = to.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && target.startsWith(to)) {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
  }

  JsonNode get(String path) {
    return send(HttpRequest.newBuilder(rest.resolve(path)).build());
  }

  JsonNode put(String path, Map<String, String> config) {
    return send(
        HttpRequest.newBuilder(rest.resolve(path))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json.valueToTree(config).toString()))
            .build());
  }

  void delete(String path) {
    JsonNode unused = send(HttpRequest.newBuilder(rest.resolve(path)).DELETE().build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    connect.stop();
    connect.awaitStop();
  }
}
