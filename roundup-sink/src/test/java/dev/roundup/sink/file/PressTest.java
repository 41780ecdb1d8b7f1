package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Outcome.Kept;
import dev.roundup.sink.file.Outcome.Merged;
import dev.roundup.sink.file.Outcome.Moved;
import dev.roundup.sink.file.Outcome.Unchanged;
import dev.roundup.sink.file.Outcome.Why;
import dev.roundup.sink.file.Outcome.Written;
import dev.roundup.sink.post.RenderedPost;
import dev.roundup.sink.post.TemplateFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PressTest {
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String DRAFT = "_drafts/m1.md";

  @TempDir Path directory;
  private final MemoryLog log = new MemoryLog();
  private Press press;
  private long offset;

  @BeforeEach
  void open() {
    restart();
  }

  private void restart() {
    press = new Press(PressTest::text, Site.open(directory), log.restored(offset), log);
  }

  private static RenderedPost text(Roundup roundup) {
    if ("broken".equals(roundup.getLocation())) {
      throw new TemplateFailure("post.md.hbs", 3, "there is no helper \"dtae\"");
    }
    return new RenderedPost(roundup.getTitle() + " in " + roundup.getLocation() + "\n", List.of());
  }

  private Outcome publish(Roundup.Builder roundup) {
    return press.publish(List.of(new Edition(roundup.build(), 0, offset++))).get(0);
  }

  private void write(String path, String text) {
    try {
      Files.writeString(file(path), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String path) {
    return directory.resolve(path);
  }

  @Test
  void a_post_is_written() {
    assertThat(publish(Roundups.held("m1").setLocation("Aarhus")))
        .isEqualTo(new Written("m1", POST));
    assertThat(file(POST)).hasContent("Ports & Adapters in Aarhus\n");
    assertThat(log.of("m1").getText()).isEqualTo("Ports & Adapters in Aarhus\n");
    assertThat(log.of("m1").getFirstPublishedAt())
        .isEqualTo(Roundups.held("m1").build().getUpdatedAt());
  }

  @Test
  void the_same_text_again_leaves_the_file_untouched() throws IOException {
    publish(Roundups.held("m1"));
    FileTime long_ago = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file(POST), long_ago);

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Unchanged("m1", POST));
    assertThat(Files.getLastModifiedTime(file(POST))).isEqualTo(long_ago);
    assertThat(log.of("m1").getRoundupOffset()).isZero();
  }

  @Test
  void new_facts_change_the_post() {
    publish(Roundups.held("m1").setLocation("Aarhus"));

    assertThat(publish(Roundups.held("m1").setLocation("Odense")))
        .isEqualTo(new Written("m1", POST));
    assertThat(file(POST)).hasContent("Ports & Adapters in Odense\n");
  }

  @Test
  void what_people_wrote_is_never_overwritten_not_even_after_a_restart() throws IOException {
    publish(Roundups.held("m1").setLocation("Aarhus"));
    Files.writeString(file(POST), "My own words\n");

    assertThat(publish(Roundups.held("m1").setLocation("Odense")))
        .isEqualTo(new Merged("m1", POST, 1));
    restart();
    assertThat(publish(Roundups.held("m1").setLocation("Ribe")))
        .isEqualTo(new Merged("m1", POST, 1));
    assertThat(file(POST)).hasContent("My own words\n");
    assertThat(log.of("m1").getText()).contains("Ribe");
  }

  @Test
  void an_edit_taken_back_lets_the_post_follow_again() throws IOException {
    publish(Roundups.held("m1").setLocation("Aarhus"));
    Files.writeString(file(POST), "My own words\n");
    publish(Roundups.held("m1").setLocation("Odense"));
    Files.writeString(file(POST), "Ports & Adapters in Odense\n");

    assertThat(publish(Roundups.held("m1").setLocation("Ribe"))).isEqualTo(new Written("m1", POST));
  }

  @Test
  void an_edited_draft_becomes_a_post_with_what_people_wrote() throws IOException {
    publish(Roundups.planned("m1"));
    Files.writeString(file(DRAFT), "My own words\n");

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Moved("m1", DRAFT, POST));
    assertThat(file(POST)).hasContent("My own words\n");
    assertThat(file(DRAFT)).doesNotExist();
  }

  @Test
  void a_deleted_post_stays_deleted() throws IOException {
    publish(Roundups.held("m1"));
    Files.delete(file(POST));

    assertThat(publish(Roundups.held("m1").setLocation("Odense")))
        .isEqualTo(new Kept("m1", POST, Why.DELETED));
    restart();
    assertThat(publish(Roundups.held("m1").setLocation("Ribe")))
        .isEqualTo(new Kept("m1", POST, Why.DELETED));
    assertThat(file(POST)).doesNotExist();
  }

  @Test
  void a_file_that_was_there_before_is_left_alone() throws IOException {
    Files.writeString(file(POST), "An older post\n");

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Kept("m1", POST, Why.FOREIGN));
    assertThat(file(POST)).hasContent("An older post\n");
    assertThat(log.size()).isZero();
  }

  @Test
  void a_file_that_says_the_same_already_is_adopted() throws IOException {
    Files.writeString(file(POST), "Ports & Adapters in Aarhus\n");

    assertThat(publish(Roundups.held("m1").setLocation("Aarhus")))
        .isEqualTo(new Unchanged("m1", POST));
    assertThat(publish(Roundups.held("m1").setLocation("Odense")))
        .isEqualTo(new Written("m1", POST));
  }

  @Test
  void a_draft_becomes_a_post_when_the_meetup_was_held() {
    publish(Roundups.planned("m1"));

    assertThat(log.of("m1").getFirstPublishedAt()).isNull();
    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Moved("m1", DRAFT, POST));
    assertThat(file(DRAFT)).doesNotExist();
    assertThat(file(POST)).exists();
  }

  @Test
  void a_post_becomes_a_draft_again_when_it_turns_out_that_the_meetup_was_not_held() {
    publish(Roundups.held("m1"));

    assertThat(publish(Roundups.planned("m1"))).isEqualTo(new Moved("m1", POST, DRAFT));
  }

  @Test
  void the_title_of_a_draft_may_change_and_the_post_is_named_by_the_last() {
    publish(Roundups.planned("m1"));

    assertThat(publish(Roundups.planned("m1").setTitle("Hexagons")))
        .isEqualTo(new Written("m1", DRAFT));
    assertThat(publish(Roundups.held("m1").setTitle("Hexagons")))
        .isEqualTo(new Moved("m1", DRAFT, "_posts/2026-10-14-hexagons-roundup.md"));
  }

  @Test
  void the_address_of_a_post_outlives_its_title() {
    publish(Roundups.held("m1"));
    restart();

    assertThat(publish(Roundups.held("m1").setTitle("Hexagons")))
        .isEqualTo(new Written("m1", POST));
    assertThat(file(POST)).hasContent("Hexagons in null\n");
  }

  @Test
  void a_moved_date_moves_the_file_once() {
    publish(Roundups.held("m1"));
    Roundup.Builder dayLater =
        Roundups.held("m1").setStartsAt(Roundups.OCTOBER.plusSeconds(86_400));
    String there = "_posts/2026-10-15-ports-adapters-roundup.md";

    assertThat(publish(dayLater)).isEqualTo(new Moved("m1", POST, there));
    assertThat(publish(dayLater)).isEqualTo(new Unchanged("m1", there));
    assertThat(file(POST)).doesNotExist();
  }

  @Test
  void a_move_onto_somebodys_file_does_not_happen() throws IOException {
    publish(Roundups.planned("m1"));
    Files.writeString(file(POST), "An older post\n");

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Kept("m1", POST, Why.FOREIGN));
    assertThat(file(DRAFT)).exists();
    assertThat(file(POST)).hasContent("An older post\n");
  }

  @Test
  void a_file_that_appears_where_a_post_is_about_to_move_is_not_overwritten() throws IOException {
    publish(Roundups.planned("m1").setLocation("Aarhus"));
    PublicationLog slow =
        entries -> {
          log.record(entries);
          if (Files.notExists(file(POST))) {
            write(POST, "Somebody's post\n");
          }
        };
    press = new Press(PressTest::text, Site.open(directory), log.restored(offset), slow);

    assertThat(publish(Roundups.held("m1").setLocation("Odense")))
        .isEqualTo(new Kept("m1", POST, Why.FOREIGN));
    assertThat(file(POST)).hasContent("Somebody's post\n");
    assertThat(file(DRAFT)).hasContent("Ports & Adapters in Aarhus\n");
    assertThat(log.of("m1").getPath()).isEqualTo(DRAFT);
    assertThat(log.of("m1").getText()).contains("Aarhus");
  }

  @Test
  void a_draft_that_people_moved_to_the_posts_themselves_follows_the_facts_there()
      throws IOException {
    publish(Roundups.planned("m1").setLocation("Aarhus"));
    Files.move(file(DRAFT), file(POST));

    assertThat(publish(Roundups.held("m1").setLocation("Odense")))
        .isEqualTo(new Written("m1", POST));
    restart();
    assertThat(publish(Roundups.held("m1").setLocation("Ribe"))).isEqualTo(new Written("m1", POST));
    assertThat(file(POST)).hasContent("Ports & Adapters in Ribe\n");
    assertThat(file(DRAFT)).doesNotExist();
  }

  @Test
  void a_deleted_draft_is_not_mistaken_for_somebodys_post() throws IOException {
    publish(Roundups.planned("m1"));
    Files.delete(file(DRAFT));
    Files.writeString(file(POST), "Somebody's post\n");

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Kept("m1", DRAFT, Why.DELETED));
    assertThat(file(POST)).hasContent("Somebody's post\n");
  }

  @Test
  void the_second_of_two_meetups_with_one_title_and_date_gets_its_id() {
    String second = "_posts/2026-10-14-ports-adapters-roundup-m2.md";

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Written("m1", POST));
    assertThat(publish(Roundups.held("m2"))).isEqualTo(new Written("m2", second));
    restart();
    assertThat(publish(Roundups.held("m2"))).isEqualTo(new Unchanged("m2", second));
    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Unchanged("m1", POST));
  }

  @Test
  void drafts_of_one_title_have_places_that_no_order_of_arrival_changes() {
    assertThat(publish(Roundups.planned("m2"))).isEqualTo(new Written("m2", "_drafts/m2.md"));
    assertThat(publish(Roundups.planned("m1"))).isEqualTo(new Written("m1", DRAFT));
  }

  @Test
  void a_broken_template_leaves_the_post_as_it_was() {
    publish(Roundups.held("m1").setLocation("Aarhus"));

    assertThat(publish(Roundups.held("m1").setLocation("broken")))
        .isEqualTo(new Outcome.Failed("m1", POST, "post.md.hbs:3: there is no helper \"dtae\""));
    assertThat(file(POST)).hasContent("Ports & Adapters in Aarhus\n");
  }

  @Test
  void a_post_that_no_topic_could_carry_fails_alone() {
    Outcome outcome = publish(Roundups.held("m1").setLocation("x".repeat(Rendering.LARGEST_POST)));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(publish(Roundups.held("m2"))).isInstanceOf(Written.class);
  }

  @Test
  void a_link_that_leads_out_of_the_site_is_not_followed(@TempDir Path outside) throws IOException {
    Files.delete(directory.resolve("_posts"));
    Files.createSymbolicLink(directory.resolve("_posts"), outside);

    assertThatThrownBy(() -> publish(Roundups.held("m1")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("a symbolic link leads out of it");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void a_link_in_the_place_of_a_post_is_somebodys(@TempDir Path outside) throws IOException {
    Path secret = Files.writeString(outside.resolve("secret"), "Ports & Adapters in Aarhus\n");
    Files.createSymbolicLink(file(POST), secret);

    assertThat(publish(Roundups.held("m1").setLocation("Aarhus")))
        .isEqualTo(new Kept("m1", POST, Why.FOREIGN));
  }

  @Test
  void a_directory_in_the_place_of_a_post_is_somebodys() throws IOException {
    Files.createDirectory(file(POST));

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Kept("m1", POST, Why.FOREIGN));
  }

  @Test
  void directories_that_version_control_removed_come_back() throws IOException {
    Files.delete(directory.resolve("_posts"));

    assertThat(publish(Roundups.held("m1"))).isEqualTo(new Written("m1", POST));
  }

  @Test
  void a_batch_of_which_the_disk_refuses_one_post_is_whole_when_it_comes_again()
      throws IOException {
    List<Edition> batch =
        List.of(
            new Edition(Roundups.held("m1").build(), 0, 0),
            new Edition(Roundups.held("m2").build(), 0, 1));
    Path inTheWay = Files.createDirectory(file("_posts/.m1.roundup-tmp"));
    assertThatThrownBy(() -> press.publish(batch))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cannot be written");
    assertThat(file("_posts")).isDirectoryNotContaining(path -> !path.equals(inTheWay));

    Files.delete(inTheWay);
    restart();
    assertThat(press.publish(batch)).hasOnlyElementsOfType(Written.class).hasSize(2);
    assertThat(file("_posts")).isDirectoryNotContaining("glob:**.roundup-tmp");
  }

  @Test
  void surrogates_without_a_partner_are_no_edit() {
    publish(Roundups.held("m1").setLocation("\ud83d"));
    restart();

    assertThat(publish(Roundups.held("m1").setLocation("\ud83d"))).isInstanceOf(Unchanged.class);
  }
}
