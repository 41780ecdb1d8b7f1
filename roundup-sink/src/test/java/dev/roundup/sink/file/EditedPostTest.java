package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Speaker;
import dev.roundup.schemas.view.Talk;
import dev.roundup.sink.file.Outcome.Adopted;
import dev.roundup.sink.file.Outcome.Kept;
import dev.roundup.sink.file.Outcome.Merged;
import dev.roundup.sink.file.Outcome.Moved;
import dev.roundup.sink.file.Outcome.Unchanged;
import dev.roundup.sink.file.Outcome.Why;
import dev.roundup.sink.file.Outcome.Written;
import dev.roundup.sink.file.PostStatus.State;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People and facts at the same files, through the renderer and onto the disk. */
class EditedPostTest {
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String REPORT = "_roundup/m1.md";

  @TempDir Path directory;
  private final MemoryLog log = new MemoryLog();
  private final PostRenderer renderer = new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH);
  private Press press;
  private long offset;

  @BeforeEach
  void restart() {
    press = new Press(renderer::render, Site.open(directory), log.restored(offset), log);
  }

  private Outcome publish(Roundup roundup) {
    return press.publish(List.of(new Edition(roundup, 0, offset++))).get(0);
  }

  private static Roundup evening(String... talks) {
    List<Talk> list = new ArrayList<>();
    for (String title : talks) {
      int position = list.size() + 1;
      list.add(
          Talk.newBuilder()
              .setTalkId("t" + position)
              .setPosition(position)
              .setTitle(title)
              .setSpeakers(List.of(new Speaker("Speaker " + position, null, null)))
              .build());
    }
    return Roundups.held("m1").setTalks(list).build();
  }

  private String post() throws IOException {
    return Files.readString(directory.resolve(POST));
  }

  private void edit(String was, String is) throws IOException {
    assertThat(post()).contains(was);
    Files.writeString(directory.resolve(POST), post().replace(was, is));
  }

  @Test
  void a_new_talk_joins_a_post_that_people_edited() throws IOException {
    publish(evening("Hexagons at sea"));
    edit("Hexagons at sea", "Hexagons at high sea");
    restart();

    assertThat(publish(evening("Hexagons at sea", "Anchors away")))
        .isEqualTo(new Merged("m1", POST, 0));
    assertThat(post()).contains("Hexagons at high sea").contains("Anchors away");
  }

  @Test
  void an_edited_post_with_a_text_that_is_nested_without_end_follows_and_the_next_is_written()
      throws IOException {
    String nested = "![".repeat(10_000) + "](/b)".repeat(10_000);
    publish(noted("Hello!\n\n" + nested, "Hexagons at sea"));
    edit("Hexagons at sea", "Hexagons at high sea");
    Roundup more = noted("Hello!\n\n" + nested, "Hexagons at sea", "Anchors away");
    Roundup next = Roundups.held("m2").build();

    assertThat(press.publish(List.of(new Edition(more, 0, offset), new Edition(next, 0, offset++))))
        .hasExactlyElementsOfTypes(Merged.class, Written.class);
    assertThat(post()).contains("Hexagons at high sea").contains("Anchors away");
  }

  private static Roundup noted(String opening, String... talks) {
    return Roundup.newBuilder(evening(talks)).setNotes(Map.of("OPENING", opening)).build();
  }

  @Test
  void the_same_facts_again_write_nothing_to_an_edited_post() throws IOException {
    publish(evening("Hexagons at sea"));
    edit("Hexagons at sea", "Hexagons at high sea");
    publish(evening("Hexagons at sea", "Anchors away"));
    FileTime long_ago = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Files.setLastModifiedTime(directory.resolve(POST), long_ago);
    restart();

    assertThat(publish(evening("Hexagons at sea", "Anchors away")))
        .isEqualTo(new Unchanged("m1", POST));
    assertThat(Files.getLastModifiedTime(directory.resolve(POST))).isEqualTo(long_ago);
  }

  @Test
  void a_collision_is_reported_beside_the_posts_until_it_is_gone() throws IOException {
    publish(evening("Hexagons at sea"));
    edit("Hexagons at sea", "Hexagons, ahoy");

    assertThat(publish(evening("Hexagons at lake"))).isInstanceOf(Merged.class);
    assertThat(post()).contains("Hexagons, ahoy").doesNotContain("lake");
    assertThat(log.of("m1").getCollisions()).isNotEmpty();
    String report = Files.readString(directory.resolve(REPORT));
    assertThat(report).contains(POST, "Hexagons, ahoy", "lake");

    Files.writeString(directory.resolve(POST), log.of("m1").getText());
    publish(evening("Hexagons at lake", "Anchors away"));
    assertThat(directory.resolve(REPORT)).doesNotExist();
  }

  @Test
  void a_collision_of_several_lines_stands_in_a_file_with_windows_line_ends() throws IOException {
    publish(noted("We met at sea.\nIt was calm.", "Hexagons at sea"));
    edit("We met at sea.\nIt was calm.", "We met ashore.\nIt was rough.");
    Files.writeString(directory.resolve(POST), post().replace("\n", "\r\n"));
    publish(noted("We met at a lake.\nIt was wild.", "Hexagons at sea"));
    assertThat(log.of("m1").getCollisions()).isNotEmpty();

    publish(noted("We met at a lake.\nIt was wild.", "Hexagons at sea", "Anchors away"));
    assertThat(post()).contains("We met ashore.\r\nIt was rough.", "Anchors away");
    assertThat(log.of("m1").getCollisions())
        .singleElement()
        .satisfies(collision -> assertThat(collision.getFacts()).contains("It was wild."));
    assertThat(directory.resolve(REPORT)).content().contains("It was rough.");
  }

  @Test
  void a_post_that_was_there_before_is_adopted_and_later_facts_join_it() throws IOException {
    String generated = renderer.render(evening("Hexagons at sea")).text();
    String before =
        "Our own beginning of it all.\n\n"
            + generated.substring(generated.indexOf("Hexagons at sea") - 40);
    Files.writeString(directory.resolve(POST), before);

    assertThat(publish(evening("Hexagons at sea"))).isInstanceOf(Adopted.class);
    assertThat(post()).isEqualTo(before);
    assertThat(publish(evening("Hexagons at sea", "Anchors away")))
        .isEqualTo(new Merged("m1", POST, 0));
    assertThat(post()).startsWith("Our own beginning of it all.").contains("Anchors away");
  }

  @Test
  void a_post_that_was_there_before_may_have_a_meetup_of_its_own() throws IOException {
    String generated = renderer.render(evening("Hexagons at sea")).text();
    for (String number : List.of("31", "\"No. 31, by the sea\"")) {
      anotherSink();
      Files.writeString(
          directory.resolve(POST), generated.replace("meetup: \"m1\"", "meetup: " + number));
      assertThat(publish(evening("Hexagons at sea"))).isInstanceOf(Adopted.class);
    }
  }

  @Test
  void a_post_of_another_meetup_that_another_sink_wrote_is_not_adopted() throws IOException {
    publish(evening("Hexagons at sea"));
    String before = post();
    anotherSink();
    String second = POST.replace(".md", "-m2.md");
    Roundup twin = Roundup.newBuilder(evening("Hexagons at sea")).setMeetupId("m2").build();

    assertThat(publish(twin)).isEqualTo(new Written("m2", second));
    assertThat(publish(twin)).isEqualTo(new Unchanged("m2", second));
    assertThat(post()).isEqualTo(before);
  }

  @Test
  void of_two_sinks_that_want_one_place_at_once_the_slower_takes_the_next() throws IOException {
    Press faster = press;
    Edition first = new Edition(evening("Hexagons at sea"), 0, offset++);
    PublicationLog slow =
        entries -> {
          log.record(entries);
          faster.publish(List.of(first));
        };
    press = new Press(renderer::render, Site.open(directory), new Ledger(), slow);
    Roundup twin = Roundup.newBuilder(evening("Hexagons at sea")).setMeetupId("m2").build();

    assertThat(publish(twin)).isEqualTo(new Written("m2", POST.replace(".md", "-m2.md")));
    assertThat(post()).contains("meetup: \"m1\"");
  }

  @Test
  void a_draft_is_not_stopped_by_a_post_that_another_sink_wrote() throws IOException {
    publish(evening("Hexagons at sea"));
    String before = post();
    anotherSink();
    publish(Roundup.newBuilder(planned("Hexagons at sea")).setMeetupId("m2").build());

    Roundup twin = Roundup.newBuilder(evening("Hexagons at sea")).setMeetupId("m2").build();
    assertThat(publish(twin))
        .isEqualTo(new Moved("m2", "_drafts/m2.md", POST.replace(".md", "-m2.md")));
    assertThat(post()).isEqualTo(before);
  }

  /** One that looks after other partitions. */
  private void anotherSink() {
    press = new Press(renderer::render, Site.open(directory), new Ledger(), log);
  }

  @Test
  void a_post_stays_in_its_place_whatever_people_make_of_its_meetup() throws IOException {
    publish(evening("Hexagons at sea"));
    edit("meetup: \"m1\"", "meetup: 7");

    assertThat(publish(evening("Hexagons at sea", "Anchors away")))
        .isEqualTo(new Merged("m1", POST, 0));
  }

  @Test
  void a_draft_that_people_copied_to_the_place_of_another_one_is_left_as_it_is()
      throws IOException {
    publish(planned("Hexagons at sea"));
    Path copy = directory.resolve("_drafts/m2.md");
    Files.copy(directory.resolve("_drafts/m1.md"), copy);

    publish(Roundup.newBuilder(planned("Hexagons at sea")).setMeetupId("m2").build());
    assertThat(copy).hasSameTextualContentAs(directory.resolve("_drafts/m1.md"));
  }

  @Test
  void a_post_in_another_encoding_is_left_alone() throws IOException {
    publish(evening("Hexagons at sea"));
    byte[] latin = "Aften p\u00e5 havnen\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(directory.resolve(POST), latin);

    assertThat(publish(evening("Anchors away"))).isEqualTo(new Kept("m1", POST, Why.UNREADABLE));
    assertThat(directory.resolve(POST)).hasBinaryContent(latin);
  }

  @Test
  void a_post_that_is_saved_while_it_is_written_keeps_what_was_saved() throws IOException {
    publish(evening("Hexagons at sea"));
    int[] saves = {3};
    PublicationLog slow =
        entries -> {
          log.record(entries);
          if (saves[0]-- > 0) {
            save("\nSaved meanwhile " + saves[0] + ".\n");
          }
        };
    Press busy = new Press(renderer::render, Site.open(directory), log.restored(offset), slow);

    assertThat(busy.publish(List.of(new Edition(evening("Anchors away"), 0, offset++))))
        .containsExactly(new Merged("m1", POST, 0));
    assertThat(post())
        .contains("Anchors away", "Saved meanwhile 0", "Saved meanwhile 1", "Saved meanwhile 2")
        .doesNotContain("Hexagons");
  }

  @Test
  void facts_that_a_busy_file_did_not_take_join_it_after_a_restart() throws IOException {
    publish(evening("Hexagons at sea"));
    PublicationLog slow =
        entries -> {
          log.record(entries);
          save("\nSaved meanwhile.\n");
        };
    press = new Press(renderer::render, Site.open(directory), log.restored(offset), slow);
    assertThat(publish(evening("Hexagons at sea", "Anchors away")))
        .isEqualTo(new Kept("m1", POST, Why.BUSY));
    assertThat(log.of("m1").getText()).doesNotContain("Anchors away");
    assertThat(directory.resolve("_posts")).isDirectoryNotContaining("glob:**.roundup-tmp");

    restart();
    assertThat(publish(evening("Hexagons at sea", "Anchors away")))
        .isEqualTo(new Merged("m1", POST, 0));
    assertThat(post()).contains("Anchors away", "Saved meanwhile.");
  }

  @Test
  void a_draft_that_people_edited_and_moved_to_the_posts_themselves_gets_later_facts()
      throws IOException {
    Path draft = directory.resolve("_drafts/m1.md");
    publish(planned("Hexagons at sea"));
    String edited = Files.readString(draft).replace("Hexagons at sea", "Hexagons at high sea");
    Files.writeString(directory.resolve(POST), edited);
    Files.delete(draft);

    assertThat(publish(evening("Hexagons at sea", "Anchors away"))).isInstanceOf(Merged.class);
    assertThat(post()).contains("Hexagons at high sea", "Anchors away");
    assertThat(draft).doesNotExist();
  }

  private static Roundup planned(String... talks) {
    return Roundup.newBuilder(evening(talks)).setHeld(false).build();
  }

  @Test
  void every_post_tells_how_it_stands() throws IOException {
    publish(evening("Hexagons at sea"));
    press.publish(
        List.of(new Edition(Roundups.planned("m2").setTitle("Anchors").build(), 0, offset++)));
    Files.writeString(directory.resolve("_posts/2020-01-01-rules.md"), "Be kind.\n");
    assertThat(states()).containsExactly(State.AS_GENERATED, State.NOT_OURS, State.AS_GENERATED);

    edit("Hexagons at sea", "Hexagons, ahoy");
    publish(evening("Hexagons at lake"));
    Files.delete(directory.resolve(posts().statuses().get(0).path()));
    assertThat(states()).containsExactly(State.DELETED, State.NOT_OURS, State.EDITED);
    assertThat(posts().statuses().get(2).collisions()).hasSize(1);
  }

  @Test
  void a_deleted_post_comes_back_when_asked_for_and_follows_the_facts() throws IOException {
    publish(evening("Hexagons at sea"));
    Files.delete(directory.resolve(POST));
    publish(evening("Hexagons at sea", "Anchors away"));
    assertThat(directory.resolve(POST)).doesNotExist();

    assertThat(posts().restore("m1")).isEqualTo(POST);
    assertThat(post()).contains("Hexagons at sea");
    publish(evening("Hexagons at sea", "Anchors away"));
    assertThat(post()).contains("Anchors away");
    assertThatThrownBy(() -> posts().restore("m1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("only a deleted post");
    assertThatThrownBy(() -> posts().restore("m7")).isInstanceOf(Failure.class);
  }

  private SitePosts posts() {
    return new SitePosts(Site.open(directory), log.restored(Long.MAX_VALUE));
  }

  private List<State> states() {
    return posts().statuses().stream().map(PostStatus::state).toList();
  }

  private void save(String more) {
    try {
      Files.writeString(directory.resolve(POST), post() + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
