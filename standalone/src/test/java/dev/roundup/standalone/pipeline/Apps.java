package dev.roundup.standalone.pipeline;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.producer.publish.Report;
import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.SinkApp;
import dev.roundup.streams.StreamsApp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Processor and sink as they run against any Kafka, with their directories below one. */
final class Apps implements AutoCloseable {
  private final StreamsApp streams;
  private final SinkApp sink;

  private Apps(Settings settings) {
    this.streams = new StreamsApp(settings);
    this.sink = new SinkApp(settings);
  }

  static Settings settings(KafkaUnderTest kafka, Path directory) {
    return Settings.of(
        Map.of(
            "kafka.bootstrap.servers", kafka.bootstrapServers(),
            "kafka.schema.registry.url", kafka.registry(),
            "state.dir", directory.resolve("state").toString(),
            "site.dir", directory.resolve("site").toString()));
  }

  static Apps start(Settings settings) {
    Apps apps = new Apps(settings);
    try {
      apps.streams.start();
      apps.sink.start();
      return apps;
    } catch (RuntimeException e) {
      apps.close();
      throw e;
    }
  }

  boolean ready() {
    return streams.ready() && sink.ready();
  }

  static Report publish(Settings settings, Clock clock, List<String> facts) {
    byte[] ndjson = String.join("\n", facts).getBytes(StandardCharsets.UTF_8);
    try (Publisher publisher = Publisher.to(settings, clock)) {
      return publisher.publish(new ByteArrayInputStream(ndjson), PublishListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sink.close();
    streams.close();
  }
}
