package dev.roundup.standalone.up;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.SinkApp;
import dev.roundup.sink.kafka.Start;
import dev.roundup.standalone.data.DataDirectory;
import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import dev.roundup.standalone.registry.EmbeddedRegistry;
import dev.roundup.streams.StreamsApp;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Everything in one process: Kafka, the schema registry, the processor and the sink, with all that
 * they keep in one directory. The apps know nothing of each other, nor that the broker is near.
 */
public final class Pipeline implements AutoCloseable {
  private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
  private static final String REGISTRY = "kafka.schema.registry.url";

  /** What is running, the last to stop at the end. */
  private final Deque<Runnable> running;

  private final Settings settings;
  private final StreamsApp streams;
  private final SinkApp sink;

  private Pipeline(Deque<Runnable> running, Settings settings, StreamsApp streams, SinkApp sink) {
    this.running = running;
    this.settings = settings;
    this.streams = streams;
    this.sink = sink;
  }

  /**
   * Where clients reach the parts; 0: any free port. Clients that shall outlive a restart need both
   * to stay the same.
   */
  public record Ports(int kafka, int registry) {
    /** Any free ones. */
    public static final Ports FREE = new Ports(0, 0);
  }

  /**
   * Starts everything, and returns when it works.
   *
   * @param settings of the apps; where the parts are, and where they keep their things, is added
   * @param start a rebuild forgets the processor's state as well: both apps begin with the log
   * @throws Failure if a part does not start; then none is left running
   */
  public static Pipeline start(
      DataDirectory directory,
      Ports ports,
      Settings settings,
      Start start,
      FatalFaults onFatalFault) {
    Deque<Runnable> running = new ArrayDeque<>();
    try {
      EmbeddedKafka kafka =
          EmbeddedKafka.start(directory.resolve("kafka"), ports.kafka(), onFatalFault);
      running.push(kafka::close);
      EmbeddedRegistry registry =
          EmbeddedRegistry.start(kafka.bootstrapServers(), ports.registry());
      running.push(registry::close);
      Settings complete =
          settings
              .with(
                  Map.of(
                      BOOTSTRAP_SERVERS,
                      kafka.bootstrapServers(),
                      REGISTRY,
                      registry.url().toString()))
              .orElse(
                  Map.of(
                      Key.STATE_DIR.key(),
                      directory.resolve("state").toString(),
                      Key.SITE_DIR.key(),
                      directory.resolve("site").toString()));
      if (start == Start.REBUILD) {
        StreamsApp.reset(complete);
      }
      StreamsApp streams = new StreamsApp(complete);
      // one port cannot be both apps': the one that is asked for is the processor's
      SinkApp sink = new SinkApp(complete.with(Map.of(Key.HTTP_PORT.key(), "0")), start);
      running.push(() -> Together.run(streams::close, sink::close));
      Together.run(streams::start, sink::start);
      return new Pipeline(running, complete, streams, sink);
    } catch (RuntimeException e) {
      running.forEach(Runnable::run);
      throw e;
    }
  }

  /** The settings that the apps run with; other verbs reach them with these. */
  public Settings settings() {
    return settings;
  }

  /** Whether everything does its work. */
  public boolean ready() {
    return streams.ready() && sink.ready();
  }

  /** Where clients reach Kafka. */
  public String bootstrapServers() {
    return settings.kafka().get("bootstrap.servers").toString();
  }

  /** Where clients reach the schema registry. */
  public String registry() {
    return settings.kafka().get("schema.registry.url").toString();
  }

  /** The site whose posts are written. */
  public Path site() {
    return settings.parse(parser -> parser.path(Key.SITE_DIR));
  }

  /** Where the processor's health and figures are served. */
  URI streamsHttp() {
    return streams.http();
  }

  /** Where the sink's health and figures are served. */
  URI sinkHttp() {
    return sink.http();
  }

  /** What another verb needs to reach this pipeline and its site, as settings. */
  Map<String, String> addresses() {
    return Map.of(
        BOOTSTRAP_SERVERS,
        bootstrapServers(),
        REGISTRY,
        registry(),
        Key.SITE_DIR.key(),
        site().toAbsolutePath().toString(),
        Key.SITE_FORMAT.key(),
        settings.parse(parser -> parser.text(Key.SITE_FORMAT)));
  }

  /** The exit code of the app that stops first, by itself or because it is told to. */
  CompletableFuture<Integer> stopped() {
    CompletableFuture<Integer> stopped = new CompletableFuture<>();
    watch("streams-watch", streams::await, stopped);
    watch("sink-watch", sink::await, stopped);
    return stopped;
  }

  private interface Waiting {
    int await() throws InterruptedException;
  }

  private static void watch(String name, Waiting app, CompletableFuture<Integer> stopped) {
    Thread thread =
        new Thread(
            () -> {
              try {
                stopped.complete(app.await());
              } catch (InterruptedException e) {
                stopped.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    running.forEach(Runnable::run);
  }
}
