package dev.roundup.sink;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.http.HealthServer;
import dev.roundup.schemas.metrics.Metrics;
import dev.roundup.schemas.topic.TopicAdmin;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.git.GitConfig;
import dev.roundup.sink.git.GitSite;
import dev.roundup.sink.kafka.PostPublisher;
import dev.roundup.sink.kafka.Start;
import dev.roundup.sink.kafka.Target;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns roundups into posts of a site, until it is closed. Several may run for one site: they share
 * the meetups among them, and must share the site's directory.
 */
public final class SinkApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkApp.class);

  private final Settings settings;
  private final Start start;
  private final Metrics metrics = new Metrics();
  private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
  private Identity identity;
  private GitSite repository;
  private PostPublisher publisher;
  private HealthServer health;
  private Thread thread;

  /** A sink that goes on where it left off; {@link #start} does the rest. */
  public SinkApp(Settings settings) {
    this(settings, Start.WHERE_IT_LEFT_OFF);
  }

  /** A sink that begins where it is told to. */
  public SinkApp(Settings settings, Start start) {
    this.settings = settings;
    this.start = start;
  }

  /**
   * Makes the topics and the site ready, and begins.
   *
   * @throws Failure if a setting is wrong, the site cannot be written, the template cannot be read,
   *     Kafka cannot be reached, or another sink holds the state directory or the port
   */
  public void start() {
    SinkConfig config = SinkConfig.of(settings);
    Target target = config.target();
    identity = Identity.take(config.state());
    config.git().ifPresent(git -> follow(git, target.site()));
    TopicAdmin.ensure(
        settings, List.of(Topics.ROUNDUPS, Topics.POSTS, Topics.ROUNDUP_DEAD_LETTERS));
    publisher = PostPublisher.open(settings, identity.name(), target, start, metrics);
    thread = new Thread(this::run, "roundup-sink");
    thread.start();
    health =
        HealthServer.start(
            config.httpHost(), config.httpPort(), thread::isAlive, this::ready, metrics);
    LOG.info(
        "sink started site={} instance={} http={}", config.site(), identity.name(), health.uri());
  }

  private void follow(GitConfig git, Site site) {
    repository = GitSite.open(git, site, Clock.systemUTC(), RandomGenerator.getDefault());
    repository.watch(metrics.registry());
    site.follow(repository);
  }

  private void run() {
    ExitCode code =
        ExitCode.FAULT; // stays so only after a fault of the program, which is thrown on
    try {
      publisher.run();
      code = ExitCode.OK;
    } catch (Failure e) {
      LOG.error("sink stopped: {}", e.getMessage(), e.getCause());
      code = e.exitCode();
    } finally {
      publisher.close();
      end.complete(code);
    }
  }

  /** Whether it holds its partitions and has published all there was when it got them. */
  public boolean ready() {
    return publisher != null && thread.isAlive() && publisher.isReady();
  }

  /** Where liveness, readiness and metrics are served. */
  public URI http() {
    return health.uri();
  }

  /** Blocks until it has stopped, by {@link #close} or by itself; gives the exit code. */
  public int await() {
    return end.join().code();
  }

  /** Finishes the post at hand, and stops. */
  @Override
  public void close() {
    if (thread != null) {
      publisher.stop();
      end.join();
    }
    if (health != null) {
      health.close();
    }
    if (repository != null) {
      repository.close();
    }
    metrics.close();
    if (identity != null) {
      identity.close();
    }
  }
}
