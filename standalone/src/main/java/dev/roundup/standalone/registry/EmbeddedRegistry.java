package dev.roundup.standalone.registry;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.net.URI;

/**
 * A schema registry in this process, on loopback only: the part of Confluent's protocol that Avro
 * serializers speak, with the schemas in a compacted topic of the broker, so that it goes on after
 * a restart where it was. New versions must be able to read what the last one wrote (BACKWARD),
 * unless somebody configures it otherwise. Nothing can be deleted.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final SchemaLog log;
  private final Javalin javalin;

  private EmbeddedRegistry(SchemaLog log, Javalin javalin) {
    this.log = log;
    this.javalin = javalin;
  }

  /**
   * Starts the registry and returns when it takes requests.
   *
   * @param bootstrapServers of the Kafka that keeps the schemas
   * @param port that clients connect to; 0: any free one
   * @throws Failure {@link ExitCode#BUSY} if the port is taken, {@link ExitCode#KAFKA} if Kafka
   *     cannot be reached
   */
  public static EmbeddedRegistry start(String bootstrapServers, int port) {
    SchemaLog log = SchemaLog.open(bootstrapServers);
    try {
      return new EmbeddedRegistry(log, serve(new Routes(new SchemaBook(log)), port));
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private static Javalin serve(Routes routes, int port) {
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.http.maxRequestSize = 10_000_000;
              routes.addTo(config.routes);
            });
    try {
      return javalin.start(LOOPBACK, port);
    } catch (JavalinBindException e) {
      throw new Failure(
          ExitCode.BUSY,
          "The embedded registry cannot listen on port "
              + port
              + ", because something else does. Choose another port, or 0 for any free one.",
          e);
    }
  }

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://" + LOOPBACK + ":" + javalin.port());
  }

  @Override
  public void close() {
    javalin.stop();
    log.close();
  }
}
