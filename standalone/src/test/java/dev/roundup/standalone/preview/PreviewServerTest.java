package dev.roundup.standalone.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roundup.sink.post.Format;
import dev.roundup.standalone.demo.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private Path facts;
  private Path template;
  private PreviewServer server;

  @BeforeEach
  void start() throws IOException {
    facts = Files.write(directory.resolve("facts.ndjson"), Sample.facts(CLOCK));
    template = Files.createDirectory(directory.resolve("templates"));
    Files.writeString(template.resolve("body.hbs"), "First words.\n");
    Path site = Files.createDirectory(directory.resolve("site"));
    Files.writeString(site.resolve("a.txt"), "of the site");
    Sources sources = new Sources(List.of(facts), template, site, Format.JEKYLL, Locale.ENGLISH);
    server = PreviewServer.start(sources, 0, CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void every_post_is_listed_and_shown_with_what_goes_with_it() {
    assertThat(get("/")).contains("/posts/tidemark-31", "/posts/tidemark-34");
    assertThat(get("/posts/tidemark-31"))
        .contains("layout: post", "<p>First words.</p>", "/posts/tidemark-31/short.txt");
    assertThat(get("/posts/tidemark-31/short.txt")).contains("Tidemark");
    assertThat(get("/texts/tidemark-31/page.html")).startsWith("<!doctype html>");
  }

  @Test
  void a_template_that_changes_is_seen_in_open_pages() throws IOException {
    List<String> events = new CopyOnWriteArrayList<>();
    http.sendAsync(
            HttpRequest.newBuilder(server.uri().resolve("/changes"))
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(events)))
        .exceptionally(stopped -> null);
    await()
        .untilAsserted(
            () -> {
              Files.writeString(template.resolve("body.hbs"), "Other words.\n");
              assertThat(events).contains("event: changed");
            });
    // pages may have been told while the file was empty, between two steps of its last saving
    await().untilAsserted(() -> assertThat(get("/posts/tidemark-31")).contains("Other words."));
  }

  @Test
  void a_file_that_an_editor_puts_in_place_of_the_old_one_is_seen() throws IOException {
    Path saved = Files.writeString(directory.resolve("facts.ndjson~"), "");
    Files.move(saved, facts, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

    await().untilAsserted(() -> assertThat(get("/")).contains("No fact gives a post yet"));
  }

  @Test
  void a_file_is_followed_while_another_program_writes_beside_it_all_the_time() throws Exception {
    Path log = directory.resolve("other.log");
    ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> writing =
          other.scheduleAtFixedRate(() -> append(log), 0, 10, TimeUnit.MILLISECONDS);
      await().until(() -> Files.exists(log));
      Files.writeString(facts, "");

      await().untilAsserted(() -> assertThat(get("/")).contains("No fact gives a post yet"));
      assertThat(writing.isDone()).isFalse();
    } finally {
      other.shutdownNow();
      assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void append(Path log) {
    try {
      Files.writeString(log, "a line\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_mistake_in_a_template_is_told_with_its_line_and_the_last_good_version_stays()
      throws IOException {
    Files.writeString(template.resolve("body.hbs"), "one\n{{#if title}}\n");

    await().untilAsserted(() -> assertThat(get("/posts/tidemark-31")).contains("body.hbs:3"));
    assertThat(get("/posts/tidemark-31")).contains("First words.");

    Files.writeString(template.resolve("body.hbs"), "Right again.\n");
    await().untilAsserted(() -> assertThat(get("/posts/tidemark-31")).contains("Right again."));
    assertThat(get("/")).doesNotContain("body.hbs:3");
  }

  @Test
  void a_refused_fact_is_told_with_its_line_and_the_others_count() throws IOException {
    List<String> lines = Files.readAllLines(facts);
    lines.set(2, "{\"type\":\"<Nonsense>\"}");
    Files.write(facts, lines);

    await().untilAsserted(() -> assertThat(get("/")).contains("facts.ndjson:3: "));
    assertThat(get("/")).contains("/posts/tidemark-31").doesNotContain("<Nonsense>");
  }

  @Test
  void files_of_the_site_are_shown_and_nothing_beside_it() {
    assertThat(get("/a.txt")).isEqualTo("of the site");
    assertThat(status("/..%2ffacts.ndjson")).isGreaterThanOrEqualTo(400);
    assertThat(status("/nowhere")).isEqualTo(404);
    assertThat(status("/posts/nobody")).isEqualTo(404);
  }

  private String get(String path) {
    return send(path).body();
  }

  private int status(String path) {
    return send(path).statusCode();
  }

  private HttpResponse<String> send(String path) {
    try {
      URI uri = URI.create(server.uri() + path.substring(1));
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps every line. */
  private record Lines(List<String> lines) implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      lines.add(line);
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
  }
}
