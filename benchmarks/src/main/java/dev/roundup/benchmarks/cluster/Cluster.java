package dev.roundup.benchmarks.cluster;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a registry beside the measured process, on a fresh directory. */
public final class Cluster implements AutoCloseable {
  /**
   * The first compiler only: a broker that has run for a day compiles nothing, while this one's
   * second compiler would take a third of what it has of the measured cores, for minutes.
   */
  private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:TieredStopAtLevel=1");

  private final Path directory;
  private final ChildJvm broker;
  private final String bootstrapServers;
  private final String registry;

  private Cluster(Path directory, ChildJvm broker, String bootstrapServers, String registry) {
    this.directory = directory;
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
    this.registry = registry;
  }

  /** Starts both, and creates the topics. */
  public static Cluster start() {
    Path directory = Scratch.directory("broker");
    ChildJvm broker =
        ChildJvm.start(JVM, BrokerMain.class.getName(), List.of(directory.toString()));
    String[] ready = broker.awaitLine(line -> line.startsWith(BrokerMain.READY)).split(" ", -1);
    Cluster cluster = new Cluster(directory, broker, ready[1], ready[2]);
    TopicAdmin.ensure(cluster.settings(Map.of()), Topics.ALL);
    return cluster;
  }

  /** Where clients begin. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The registry's address. */
  public String registry() {
    return registry;
  }

  /** Settings of an app on this cluster; all others are the app's own defaults. */
  public Settings settings(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(others);
    all.put("kafka.bootstrap.servers", bootstrapServers);
    all.put("kafka.schema.registry.url", registry);
    return Settings.of(all);
  }

  /** Deletes every topic but the log and the schemas, and makes those anew that are asked for. */
  public void startOver(Topic... topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> names = new HashSet<>(admin.listTopics().names().get(1, TimeUnit.MINUTES));
      names.removeIf(name -> name.equals(Topics.EVENTS.name()) || name.startsWith("_"));
      admin.deleteTopics(names).all().get(1, TimeUnit.MINUTES);
      while (admin.listTopics().names().get(1, TimeUnit.MINUTES).stream()
          .anyMatch(names::contains)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The topics of the last pass could not be deleted", e);
    }
    TopicAdmin.ensure(settings(Map.of()), List.of(topics));
  }

  @Override
  public void close() {
    broker.close();
    Scratch.delete(directory);
  }
}
