package dev.roundup.schemas.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.metrics.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever runs an app how it is, over HTTP: {@code /health/live} whether it should be left
 * alone (200) or started again (503), {@code /health/ready} whether it does its work (200) or not
 * yet (503). The body is {@code UP} or {@code DOWN}. Under {@code /metrics} are its figures, in the
 * text format of Prometheus.
 *
 * <p>The JDK's server is enough for three answers: a servlet container took a ninth of the CPU of
 * an app's start.
 */
public final class HealthServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
  private static final String TEXT = "text/plain; charset=utf-8";

  /** The text format, in the one version that every reader takes. */
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  static {
    // the JDK's server waits for ever for who does not go on, unless these say how many seconds
    System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "30");
    System.getProperties().putIfAbsent("sun.net.httpserver.maxRspTime", "30");
  }

  private final BooleanSupplier live;
  private final BooleanSupplier ready;
  private final Metrics metrics;
  private final HttpServer server;
  private final URI uri;

  /** One reader that is slow must not keep the others waiting. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
          });

  private record Answer(int status, String type, String body) {
    static Answer text(int status, String body) {
      return new Answer(status, TEXT, body);
    }

    static Answer of(BooleanSupplier well) {
      return well.getAsBoolean() ? text(200, "UP") : text(503, "DOWN");
    }
  }

  private HealthServer(
      HttpServer server,
      String host,
      BooleanSupplier live,
      BooleanSupplier ready,
      Metrics metrics) {
    this.live = live;
    this.ready = ready;
    this.metrics = metrics;
    this.server = server;
    boolean bare = host.contains(":") && !host.startsWith("["); // an address of IPv6
    this.uri =
        URI.create(
            "http://" + (bare ? "[" + host + "]" : host) + ":" + server.getAddress().getPort());
  }

  /**
   * Serves from now on.
   *
   * @param port 0: any free one
   * @throws Failure if something else listens there
   */
  public static HealthServer start(
      String host, int port, BooleanSupplier live, BooleanSupplier ready, Metrics metrics) {
    HealthServer health = new HealthServer(listen(host, port), host, live, ready, metrics);
    health.server.setExecutor(health.threads);
    health.server.createContext("/", health::serve);
    health.server.start();
    return health;
  }

  private static HttpServer listen(String host, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException | UnresolvedAddressException e) {
      throw new Failure(
          ExitCode.BUSY,
          "Health cannot be served on "
              + host
              + ":"
              + port
              + ", because something else listens there, or the address is not this machine's."
              + " Choose another with http.host and http.port, or let http.port be 0.",
          e);
    }
  }

  /** Where it is served, without a path. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("/$", "");
    String method = exchange.getRequestMethod();
    try {
      send(exchange, method.equals("GET") || method.equals("HEAD") ? answer(path) : onlyRead());
    } catch (RuntimeException e) {
      LOG.error("A question about the app's health was not answered. path={}", path, e);
      send(exchange, Answer.text(500, "This was not foreseen; the log has it."));
    } finally {
      exchange.close();
    }
  }

  private Answer answer(String path) {
    return switch (path) {
      case "/health/live" -> Answer.of(live);
      case "/health/ready" -> Answer.of(ready);
      case "/metrics" -> new Answer(200, PROMETHEUS, metrics.scrape());
      default -> Answer.text(404, "There are /health/live, /health/ready and /metrics.");
    };
  }

  private static Answer onlyRead() {
    return Answer.text(405, "This can be read only: GET or HEAD.");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (answer.status() == 405) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
