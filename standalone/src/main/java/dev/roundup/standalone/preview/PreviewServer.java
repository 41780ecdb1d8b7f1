package dev.roundup.standalone.preview;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.standalone.preview.Version.Post;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Serves the preview to this machine, and tells open pages when there is something new. */
final class PreviewServer implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  private final Sources sources;
  private final Clock clock;
  private final Pages pages = new Pages();
  private final Set<SseClient> open = ConcurrentHashMap.newKeySet();
  private Javalin javalin;
  private FileWatch watch;
  private volatile Version version = Version.EMPTY;

  private PreviewServer(Sources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * Serves from now on.
   *
   * @param port 0: any free one
   * @throws Failure if something else listens there
   */
  static PreviewServer start(Sources sources, int port, Clock clock) {
    PreviewServer server = new PreviewServer(sources, clock);
    server.watch = FileWatch.start(sources, server::refresh);
    server.refresh();
    try {
      server.javalin = server.javalin().start(HERE, port);
    } catch (JavalinBindException e) {
      server.watch.close();
      throw new Failure(
          ExitCode.BUSY,
          "The preview cannot be served on port "
              + port
              + ", because something else listens there. Choose another with --port.",
          e);
    }
    return server;
  }

  private Javalin javalin() {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.routes.before(context -> context.header("Cache-Control", "no-store"));
          config.routes.get("/", context -> context.html(pages.list(version)));
          config.routes.get("/posts/{id}", this::post);
          config.routes.get("/posts/{id}/{companion}", this::companion);
          config.routes.get("/texts/{id}/{companion}", this::text);
          config.routes.sse("/changes", this::follow);
          config.routes.get("/<file>", this::siteFile);
        });
  }

  private synchronized void refresh() {
    version = Rendering.of(sources, version, clock);
    open.forEach(client -> client.sendEvent("changed", ""));
  }

  private void follow(SseClient client) {
    client.keepAlive();
    client.onClose(() -> open.remove(client));
    open.add(client);
  }

  private void post(Context context) {
    context.html(pages.post(version, find(context), ""));
  }

  private void companion(Context context) {
    Post post = find(context);
    context.html(pages.post(version, post, companion(context, post)));
  }

  /** As it is: a page shows it in a frame. */
  private void text(Context context) {
    Post post = find(context);
    context.html(post.companions().get(companion(context, post)));
  }

  private Post find(Context context) {
    return version.find(context.pathParam("id")).orElseThrow(NotFoundResponse::new);
  }

  private static String companion(Context context, Post post) {
    String name = context.pathParam("companion");
    if (!post.companions().containsKey(name)) {
      throw new NotFoundResponse();
    }
    return name;
  }

  /** What posts show by a path of their own site. */
  private void siteFile(Context context) {
    if (sources.site() == null) {
      throw new NotFoundResponse();
    }
    try {
      Path root = sources.site().toRealPath();
      Path file = root.resolve(context.pathParam("file")).normalize();
      if (!file.startsWith(root)
          || !Files.isRegularFile(file)
          || !file.toRealPath().startsWith(root)) {
        throw new NotFoundResponse();
      }
      String type = Files.probeContentType(file);
      context.contentType(type == null ? "application/octet-stream" : type);
      context.result(Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is served. */
  URI uri() {
    return URI.create("http://" + HERE + ":" + javalin.port() + "/");
  }

  Version version() {
    return version;
  }

  @Override
  public void close() {
    watch.close();
    open.forEach(SseClient::close);
    javalin.stop();
  }
}
