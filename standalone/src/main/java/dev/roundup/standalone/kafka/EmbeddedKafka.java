package dev.roundup.standalone.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;

/**
 * A real Kafka in this process: one node, broker and KRaft controller in one, on loopback only,
 * with its data in a directory that outlives it. Started again on that directory it goes on where
 * it was, after a clean {@link #close()} as after a crash.
 *
 * <p>The directory must not be in use by another process: its owner holds a lock on it.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Duration HANDOVER = Duration.ofSeconds(10);

  private final BrokerSockets sockets;
  private final ControllerServer controller;
  private final BrokerServer broker;

  private EmbeddedKafka(BrokerSockets sockets, ControllerServer controller, BrokerServer broker) {
    this.sockets = sockets;
    this.controller = controller;
    this.broker = broker;
  }

  /**
   * Starts Kafka and returns when it takes requests.
   *
   * @param directory where the data is, or shall be
   * @param port that clients connect to; 0: any free one
   * @throws Failure {@link ExitCode#BUSY} if the port is taken, {@link ExitCode#CONFIGURATION} if
   *     the directory is of no use, {@link ExitCode#KAFKA} if Kafka does not start
   */
  public static EmbeddedKafka start(Path directory, int port, FatalFaults onFatalFault) {
    onFatalFault.install();
    BrokerSockets sockets = BrokerSockets.bind(port);
    try {
      EmbeddedKafka kafka = assemble(BrokerStorage.open(directory), sockets);
      kafka.startUp(directory);
      return kafka;
    } catch (RuntimeException e) {
      sockets.close();
      throw e;
    }
  }

  private static EmbeddedKafka assemble(BrokerStorage storage, BrokerSockets sockets) {
    KafkaConfig config = new KafkaConfig(BrokerProperties.of(storage.directory(), sockets), false);
    SharedServer shared =
        new SharedServer(
            config,
            storage.properties(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
            new StandardFaultHandlerFactory(),
            sockets);
    return new EmbeddedKafka(
        sockets,
        new ControllerServer(shared, KafkaRaftServer.configSchema(), storage.bootstrap()),
        new BrokerServer(shared));
  }

  private void startUp(Path directory) {
    try {
      controller.startup();
      FormerBroker.forget(controller.controller());
      broker.startup();
    } catch (RuntimeException e) {
      close();
      throw new Failure(
          ExitCode.KAFKA, "The embedded Kafka on " + directory + " does not start: " + e, e);
    }
  }

  /** Where clients begin. */
  public String bootstrapServers() {
    return sockets.broker();
  }

  /** Stops taking requests, writes everything down, and stops. */
  @Override
  public void close() {
    broker.shutdown(HANDOVER);
    controller.shutdown();
    sockets.close();
  }
}
