package dev.roundup.standalone.pipeline;

import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import dev.roundup.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A Kafka of each test's own, or of its class's where the field is static, with a registry beside
 * it: the embedded one, or with the profile {@code containers} the official image's.
 */
final class KafkaUnderTest
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final String IMAGE = "apache/kafka:4.3.1";

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private String bootstrapServers;
  private EmbeddedRegistry registry;
  private boolean ofTheClass;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    ofTheClass = true;
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    if (!ofTheClass) {
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (!ofTheClass) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    stop();
  }

  private void start() throws IOException {
    bootstrapServers = inContainer() ? container() : embedded();
    registry = EmbeddedRegistry.start(bootstrapServers, 0);
    running.push(registry);
  }

  private void stop() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  String registry() {
    return registry.url().toString();
  }

  private static boolean inContainer() {
    return "container".equals(System.getProperty("kafka.under.test"));
  }

  private String embedded() throws IOException {
    Path directory = Files.createTempDirectory("kafka-under-test");
    running.push(() -> delete(directory));
    EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FatalFaults.RAISE);
    running.push(kafka);
    return kafka.bootstrapServers();
  }

  private String container() {
    KafkaContainer kafka = new KafkaContainer(IMAGE);
    running.push(kafka);
    kafka.start();
    return kafka.getBootstrapServers();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
