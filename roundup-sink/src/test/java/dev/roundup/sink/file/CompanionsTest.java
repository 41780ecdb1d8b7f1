package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.view.Next;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.CompanionOutcome.What;
import dev.roundup.sink.post.Companion;
import dev.roundup.sink.post.CompanionRenderer;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.sink.post.SiteAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanionsTest {
  private static final SiteAddress ADDRESS =
      SiteAddress.of("https://blog.example", "", "", Format.JEKYLL);
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String PAGE = "roundups/m1/index.html";
  private static final String CALENDAR = "roundups/m1/next.ics";

  private static final String WORDS = "my own words";

  private final CompanionRenderer renderer =
      new CompanionRenderer(
          PostTemplate.builtIn(), Arrays.asList(Companion.values()), Locale.ENGLISH, ADDRESS);
  private final PostRenderer posts = new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH);

  @TempDir private Path directory;
  private final MemoryLog log = new MemoryLog();
  private Sink sink;

  /** A sink with its part of the meetups. */
  private final class Sink {
    private final Site site;
    private final Press press;
    private final Companions companions;

    Sink(Mover mover) {
      site = Site.open(directory, mover);
      press = new Press(posts::render, site, log.restored(Long.MAX_VALUE), log);
      companions = new Companions(renderer, site);
    }

    Sink() {
      this(SystemMover.find());
    }

    List<CompanionOutcome> publish(Roundup... roundups) {
      List<Edition> editions =
          Stream.of(roundups).map(roundup -> new Edition(roundup, 0, 0)).toList();
      return companions.publish(editions, press.publish(editions));
    }
  }

  @BeforeEach
  void openSite() {
    sink = new Sink();
  }

  @Test
  void texts_to_publish_lie_in_the_site_and_texts_to_send_beside_it() {
    List<CompanionOutcome> outcomes = sink.publish(held("m1"));

    assertThat(outcomes)
        .allMatch(outcome -> outcome.what() == What.WRITTEN)
        .extracting(CompanionOutcome::path)
        .containsExactly(
            PAGE,
            CALENDAR,
            "_roundup/m1/newsletter.txt",
            "_roundup/m1/newsletter.html",
            "_roundup/m1/short.txt",
            "feed.json",
            "feed.atom");
    assertThat(directory.resolve("_roundup/m1/short.txt"))
        .content()
        .contains("https://blog.example/2026/10/14/ports-adapters-roundup.html");
  }

  @Test
  void a_meetup_that_is_yet_to_come_has_nothing_in_the_site() throws IOException {
    sink.publish(Roundups.planned("m1").build());

    assertThat(directory.resolve("roundups")).doesNotExist();
    assertThat(directory.resolve("_roundup/m1/index.html")).exists();
    assertThat(Files.readString(directory.resolve("feed.json"))).contains("\"items\" : [ ]");
  }

  @Test
  void texts_follow_their_meetup_into_the_site_and_out_of_it() {
    sink.publish(Roundups.planned("m1").build());
    sink.publish(held("m1"));
    assertThat(directory.resolve("_roundup/m1/index.html")).doesNotExist();
    assertThat(directory.resolve(PAGE)).exists();

    sink.publish(Roundups.planned("m1").build());
    assertThat(directory.resolve("_roundup/m1/index.html")).exists();
    assertThat(directory.resolve(PAGE)).doesNotExist();
    assertThat(directory.resolve("feed.json")).content().doesNotContain("m1");
  }

  @Test
  void the_same_facts_again_write_nothing() {
    sink.publish(held("m1"));

    assertThat(sink.publish(held("m1"))).isEmpty();
    assertThat(new Sink().publish(held("m1"))).isEmpty();
  }

  @Test
  void what_people_wrote_stays_and_the_facts_version_lies_beside() throws IOException {
    sink.publish(held("m1"));
    Files.writeString(directory.resolve(PAGE), "my own page");
    String beside = "_roundup/m1/index.html.new";

    assertThat(sink.publish(renamed("m1", "Hexagons")))
        .contains(new CompanionOutcome(PAGE, What.KEPT, beside));
    assertThat(directory.resolve(PAGE)).hasContent("my own page");
    assertThat(directory.resolve(beside)).content().contains("Hexagons");

    Files.delete(directory.resolve(PAGE));
    sink.publish(renamed("m1", "Hexagons"));
    assertThat(directory.resolve(PAGE)).content().contains("Hexagons");
    assertThat(directory.resolve(beside)).doesNotExist();
  }

  @Test
  void a_text_that_somebody_saves_just_as_it_goes_stays() throws IOException {
    Path text = directory.resolve("_roundup/m1/index.html");
    sink.publish(Roundups.planned("m1").build());
    sink.site.follow(
        new SiteHistory() {
          @Override
          public void touched(String path) {
            if (directory.resolve(path).equals(text)) {
              save(text);
            }
          }
        });
    sink.publish(held("m1"));

    assertThat(text).hasContent(WORDS);
  }

  @Test
  void a_text_that_somebody_saved_just_before_a_crash_is_kept() throws IOException {
    sink.publish(held("m1"));
    Sink dying = new Sink(new Dying());
    assertThatThrownBy(() -> dying.publish(renamed("m1", "Hexagons"))).isInstanceOf(Crash.class);
    new Sink().publish(renamed("m1", "Hexagons"));
    new Sink().publish(renamed("m1", "Onions"));

    assertThat(directory.resolve(PAGE)).content().contains("Onions");
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile))
          .anySatisfy(file -> assertThat(file).hasContent(WORDS));
    }
  }

  private static final class Crash extends RuntimeException {}

  /** The process dies just after the page changed, which somebody had saved just before. */
  private final class Dying implements Mover {
    private final Mover system = SystemMover.find();

    @Override
    public void create(Path from, Path to) throws IOException {
      system.create(from, to);
    }

    @Override
    public void swap(Path one, Path other) throws IOException {
      boolean page = other.equals(directory.resolve(PAGE));
      if (page) {
        save(other);
      }
      system.swap(one, other);
      if (page) {
        throw new Crash();
      }
    }
  }

  private static void save(Path file) {
    try {
      Files.writeString(file, WORDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_was_there_before_roundup_stays() throws IOException {
    Files.writeString(directory.resolve("feed.json"), "{}");

    assertThat(sink.publish(held("m1")))
        .contains(new CompanionOutcome("feed.json", What.KEPT, "_roundup/.feed/feed.json.new"));
    assertThat(directory.resolve("feed.json")).hasContent("{}");
  }

  @Test
  void after_a_crash_a_text_of_before_is_known_as_roundups_own() throws IOException {
    sink.publish(held("m1"));
    String before = Files.readString(directory.resolve(PAGE));
    sink.publish(renamed("m1", "Hexagons"));
    Files.writeString(directory.resolve(PAGE), before); // as if the move had not come

    new Sink().publish(renamed("m1", "Onions"));

    assertThat(directory.resolve(PAGE)).content().contains("Onions");
  }

  @Test
  void a_text_is_known_however_often_others_changed_since() {
    sink.publish(held("m1"));
    for (int i = 0; i < 200; i++) {
      sink.publish(renamed("m1", "Number " + i));
    }

    assertThat(sink.publish(Roundup.newBuilder(held("m1")).setNext(null).build()))
        .contains(new CompanionOutcome(CALENDAR, What.REMOVED, ""));
    assertThat(directory.resolve("_roundup/m1/.written").toFile().length()).isLessThan(20_000);
  }

  @Test
  void feeds_hold_what_all_sinks_of_a_site_know() throws IOException {
    Sink other = new Sink();
    sink.publish(held("m1"));
    other.publish(renamed("m2", "Hexagons"));
    sink.publish(renamed("m3", "Onions"));

    assertThat(Files.readString(directory.resolve("feed.json")))
        .contains("Ports & Adapters", "Hexagons", "Onions");
    assertThat(Files.readString(directory.resolve("feed.atom")))
        .contains("Ports &amp; Adapters", "Hexagons", "Onions");
    assertThat(directory.resolve("_roundup/.feed/feed.json.new")).doesNotExist();
  }

  @Test
  void feeds_hold_the_newest() {
    List<Roundup> evenings = new ArrayList<>();
    for (int i = 0; i <= Feeds.NEWEST; i++) {
      evenings.add(
          Roundup.newBuilder(renamed("m" + i, "Evening " + i + "."))
              .setStartsAt(Roundups.OCTOBER.plus(Duration.ofDays(i)))
              .build());
    }
    sink.publish(evenings.toArray(Roundup[]::new));

    assertThat(directory.resolve("feed.atom"))
        .content()
        .contains("Evening 1.", "Evening " + Feeds.NEWEST + ".")
        .doesNotContain("Evening 0.");
  }

  @Test
  void a_post_that_people_deleted_is_in_no_feed_and_has_no_page() throws IOException {
    sink.publish(held("m1"));
    Files.delete(directory.resolve(POST));
    sink.publish(renamed("m1", "Hexagons"));

    assertThat(directory.resolve("feed.json")).content().contains("\"items\" : [ ]");
    assertThat(directory.resolve(PAGE)).doesNotExist();
  }

  @Test
  void a_meetup_that_moves_to_another_day_is_in_the_feed_once() {
    sink.publish(held("m1"));
    sink.publish(
        Roundup.newBuilder(held("m1"))
            .setStartsAt(Roundups.OCTOBER.plus(Duration.ofDays(2)))
            .build());

    assertThat(directory.resolve("feed.json")).content().containsOnlyOnce("\"id\"");
  }

  private static Roundup held(String meetupId) {
    return renamed(meetupId, "Ports & Adapters");
  }

  private static Roundup renamed(String meetupId, String title) {
    return Roundups.held(meetupId)
        .setTitle(title)
        .setNext(
            Next.newBuilder()
                .setStartsAt(Roundups.OCTOBER.plus(Duration.ofDays(28)))
                .setTimeZone("Europe/Copenhagen")
                .build())
        .build();
  }
}
