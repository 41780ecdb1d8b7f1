package dev.roundup.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.registry.RegistryConfig.Basic;
import dev.roundup.schemas.registry.RegistryConfig.Bearer;
import dev.roundup.schemas.registry.RegistryConfig.Connection;
import dev.roundup.schemas.registry.RegistryConfig.OfUrl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Requests and answers in JSON, with the retries of the registry's own client: each URL in turn,
 * each several times with growing waits of random length.
 */
final class HttpExchange implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final List<URI> urls;
  private final Connection connection;
  private final HttpClient.Builder clients;
  private final boolean secure;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Which URL answered last: the others are asked after it. */
  private final AtomicInteger first = new AtomicInteger();

  /** Made at the first request: most serdes of an app that starts again never ask. */
  private HttpClient client;

  HttpExchange(List<URI> urls, Connection connection) {
    this.urls = urls;
    this.connection = connection;
    this.clients =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connection.connectTimeout());
    connection.proxy().ifPresent(proxy -> clients.proxy(ProxySelector.of(proxy)));
    this.secure = urls.stream().anyMatch(url -> url.getScheme().equals("https"));
    if (secure) {
      clients.sslContext(Tls.context(connection.ssl()));
    }
  }

  JsonNode get(String path) {
    return exchange("GET", path, null);
  }

  JsonNode post(String path, JsonNode body) {
    return exchange("POST", path, body);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private JsonNode exchange(String method, String path, JsonNode body) {
    int start = first.get();
    KafkaException failure = null;
    for (int i = 0; i < urls.size(); i++) {
      int index = (start + i) % urls.size();
      try {
        JsonNode answer = persist(urls.get(index), method, path, body);
        first.set(index);
        return answer;
      } catch (RetriableException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** Asks one URL until it answers or the attempts are used up. */
  private JsonNode persist(URI url, String method, String path, JsonNode body) {
    for (int attempt = 0; ; attempt++) {
      try {
        return answer(send(url, method, path, body), url);
      } catch (RetriableException e) {
        if (attempt == connection.maxRetries() || !pause(attempt)) {
          throw e;
        }
      }
    }
  }

  private HttpResponse<String> send(URI url, String method, String path, JsonNode body) {
    try {
      return whole(
          client()
              .sendAsync(
                  request(url, method, path, body), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (HttpTimeoutException | InterruptedIOException e) {
      throw new TimeoutException("The schema registry at " + shown(url) + " did not answer", e);
    } catch (IOException e) {
      throw new DisconnectException(
          "The schema registry at " + shown(url) + " cannot be reached: " + e, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The request's own timeout ends with the answer's head: its body may stop as well. */
  private HttpResponse<String> whole(CompletableFuture<HttpResponse<String>> answer)
      throws IOException, InterruptedException {
    Duration most = connection.connectTimeout().plus(connection.readTimeout());
    try {
      return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new HttpTimeoutException("the answer was not whole after " + most.toMillis() + " ms");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      if (!secure) {
        clients.sslContext(Tls.trustingNobody());
      }
      client = clients.build();
    }
    return client;
  }

  private HttpRequest request(URI url, String method, String path, JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(shown(url) + path))
            .timeout(connection.readTimeout())
            .header("Content-Type", MEDIA_TYPE)
            .header("Accept", MEDIA_TYPE + ", application/json;q=0.9")
            .header("Confluent-Accept-Unknown-Properties", "true");
    connection.headers().forEach(request::setHeader);
    String authorization = authorization(url);
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    return request
        .method(
            method,
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
        .build();
  }

  private String authorization(URI url) {
    if (connection.authorization() instanceof Basic basic) {
      return basic(basic.userInfo().value());
    }
    if (connection.authorization() instanceof Bearer bearer) {
      return "Bearer " + bearer.token().value();
    }
    return connection.authorization() instanceof OfUrl && url.getUserInfo() != null
        ? basic(url.getUserInfo())
        : null;
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits before the next attempt; an interrupt or a close ends the wait at once. */
  private boolean pause(int attempt) {
    long most =
        Math.min(
            connection.retryWait().toMillis() << Math.min(attempt, 20),
            connection.retryMaxWait().toMillis());
    try {
      return !closed.await(
          1 + ThreadLocalRandom.current().nextLong(most + 1), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static JsonNode answer(HttpResponse<String> response, URI url) {
    int status = response.statusCode();
    JsonNode body = json(response.body());
    if (status == 200 || status == 207) {
      if (body == null || !body.isObject()) {
        throw notARegistry(url, status, null);
      }
      return body;
    }
    throw failure(status, body, url);
  }

  private static RuntimeException failure(int status, JsonNode body, URI url) {
    boolean own = body != null && body.path("error_code").isInt();
    int code = own ? body.path("error_code").asInt() : status;
    String message = own ? body.path("message").asText("") : "";
    String sentence =
        "The schema registry at " + shown(url) + " answers " + status + ": " + message;
    RegistryRefusal refusal = new RegistryRefusal(status, code, message);
    if (status == 401) {
      return new AuthenticationException(sentence, refusal);
    }
    if (status == 403) {
      return new AuthorizationException(sentence, refusal);
    }
    if (status == 429) {
      return new ThrottlingQuotaExceededException(sentence);
    }
    if (status == 502) {
      return new DisconnectException(sentence);
    }
    if (PASSING.contains(status)) {
      return new TimeoutException(sentence);
    }
    return own ? refusal : notARegistry(url, status, refusal);
  }

  /** Not the record's fault, and waiting does not help: somebody has to look at the URL. */
  private static KafkaException notARegistry(URI url, int status, RegistryRefusal refusal) {
    return new KafkaException(
        "What answers at "
            + shown(url)
            + " (HTTP "
            + status
            + ") does not speak the schema registry's protocol; check schema.registry.url",
        refusal);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The URL without user and password. */
  private static String shown(URI url) {
    return url.getRawUserInfo() == null
        ? url.toString()
        : url.toString().replace(url.getRawUserInfo() + "@", "");
  }
}
