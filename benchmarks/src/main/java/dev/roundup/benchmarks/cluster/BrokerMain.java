package dev.roundup.benchmarks.cluster;

import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import dev.roundup.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** Broker and registry in a process of their own, until its input is closed. */
final class BrokerMain {
  static final String READY = "ready ";

  private BrokerMain() {}

  /** Prints {@code ready BOOTSTRAP REGISTRY} once both take requests. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FatalFaults.STOP_PROCESS);
        EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0)) {
      System.out.println(READY + kafka.bootstrapServers() + " " + registry.url());
      System.in.readAllBytes();
    }
  }
}
