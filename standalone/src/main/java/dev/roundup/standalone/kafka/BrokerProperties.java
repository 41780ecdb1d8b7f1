package dev.roundup.standalone.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The broker's configuration: what one node on one machine needs otherwise than Kafka's defaults.
 */
final class BrokerProperties {
  /** Longer than Kafka's: there is no other broker that the controller could turn to. */
  static final Duration SESSION = Duration.ofSeconds(20);

  private BrokerProperties() {}

  static Map<String, String> of(Path directory, BrokerSockets sockets) {
    Map<String, String> properties = new HashMap<>();
    node(properties, directory, sockets);
    oneReplica(properties);
    small(properties);
    quickToStart(properties);
    longLived(properties);
    return properties;
  }

  private static void node(Map<String, String> properties, Path directory, BrokerSockets sockets) {
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(BrokerStorage.NODE));
    properties.put("controller.quorum.voters", BrokerStorage.NODE + "@" + sockets.controller());
    properties.put("log.dirs", directory.toString());
    properties.put(
        "listeners",
        BrokerSockets.BROKER
            + "://"
            + sockets.broker()
            + ","
            + BrokerSockets.CONTROLLER
            + "://"
            + sockets.controller());
    properties.put("advertised.listeners", BrokerSockets.BROKER + "://" + sockets.broker());
    properties.put(
        "listener.security.protocol.map",
        BrokerSockets.BROKER + ":PLAINTEXT," + BrokerSockets.CONTROLLER + ":PLAINTEXT");
    properties.put("broker.session.timeout.ms", Long.toString(SESSION.toMillis()));
    properties.put("inter.broker.listener.name", BrokerSockets.BROKER);
    properties.put("controller.listener.names", BrokerSockets.CONTROLLER);
    // topics are made by those who know how many partitions they need
    properties.put("auto.create.topics.enable", "false");
  }

  private static void oneReplica(Map<String, String> properties) {
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
  }

  private static void small(Map<String, String> properties) {
    // Kafka's 50 partitions each make the first join of a group slow on a small machine
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");
    // Kafka's default takes 128 MiB of heap
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
  }

  private static void quickToStart(Map<String, String> properties) {
    // nobody else is about to join
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("group.streams.initial.rebalance.delay.ms", "0");
    properties.put("broker.heartbeat.interval.ms", "500");
  }

  /** A laptop may sleep from one meetup to the next: Kafka's default forgets offsets in a week. */
  private static void longLived(Map<String, String> properties) {
    properties.put("offsets.retention.minutes", Integer.toString(10 * 366 * 24 * 60));
  }
}
