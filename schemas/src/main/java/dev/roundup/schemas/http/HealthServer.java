package dev.roundup.schemas.http;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.metrics.Metrics;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.function.BooleanSupplier;

/**
 * Tells whoever runs an app how it is, over HTTP: {@code /health/live} whether it should be left
 * alone (200) or started again (503), {@code /health/ready} whether it does its work (200) or not
 * yet (503). The body is {@code UP} or {@code DOWN}. Under {@code /metrics} are its figures, in the
 * text format of Prometheus.
 */
public final class HealthServer implements AutoCloseable {
  /** The text format, in the one version that every reader takes. */
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Javalin javalin;
  private final URI uri;

  private HealthServer(Javalin javalin, URI uri) {
    this.javalin = javalin;
    this.uri = uri;
  }

  /**
   * Serves from now on.
   *
   * @param port 0: any free one
   * @throws Failure if something else listens there
   */
  public static HealthServer start(
      String host, int port, BooleanSupplier live, BooleanSupplier ready, Metrics metrics) {
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.routes.get("/health/live", context -> answer(context, live));
              config.routes.get("/health/ready", context -> answer(context, ready));
              config.routes.get(
                  "/metrics", context -> context.contentType(PROMETHEUS).result(metrics.scrape()));
            });
    try {
      javalin.start(host, port);
    } catch (JavalinBindException e) {
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
    return new HealthServer(javalin, URI.create("http://" + host + ":" + javalin.port()));
  }

  /** Where it is served, without a path. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void answer(Context context, BooleanSupplier well) {
    boolean up = well.getAsBoolean();
    context.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    context.header("Cache-Control", "no-store");
    context.result(up ? "UP" : "DOWN");
  }
}
