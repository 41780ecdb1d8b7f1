package dev.roundup.schemas.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** An HTTP server that answers as a test wants, and remembers what it was asked. */
final class FakeRegistry implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  record Request(String line, String body, String authorization) {}

  record Answer(int status, String body) {}

  /** The head of an answer, and nothing of its body. */
  static final Answer STOPPING = new Answer(200, null);

  private FakeRegistry(HttpServer server, Function<Request, Answer> answers) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, answers));
    server.start();
  }

  static FakeRegistry answering(Function<Request, Answer> answers) {
    try {
      return new FakeRegistry(HttpServer.create(anyPort(), 0), answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeRegistry overTls(SSLContext context, Function<Request, Answer> answers) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new FakeRegistry(server, answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives every schema the same id. */
  static Function<Request, Answer> id(int id) {
    return request -> new Answer(200, "{\"id\":" + id + "}");
  }

  static Function<Request, Answer> error(int status, int code, String message) {
    return request ->
        new Answer(status, "{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
  }

  String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void serve(HttpExchange exchange, Function<Request, Answer> answers) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            exchange.getRequestHeaders().getFirst("Authorization"));
    requests.add(request);
    Answer answer = answers.apply(request);
    if (answer.body() == null) {
      exchange.sendResponseHeaders(answer.status(), 1);
      exchange.getResponseBody().flush();
      return;
    }
    try (exchange) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
