package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.RenderedPost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostsTest {
  private static final Function<Roundup, RenderedPost> ONE = says("one");
  private static final Function<Roundup, RenderedPost> TWO = says("two");
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";

  @TempDir Path directory;

  private static Function<Roundup, RenderedPost> says(String word) {
    return roundup -> new RenderedPost(word + " " + roundup.getMeetupId() + "\n", List.of());
  }

  private List<Outcome> write(Function<Roundup, RenderedPost> renderer, String... meetupIds) {
    return LocalPosts.write(
        List.of(meetupIds).stream().map(id -> Roundups.held(id).build()).toList(),
        renderer,
        directory);
  }

  @Test
  void a_changed_template_changes_the_posts_it_wrote() {
    write(ONE, "m1");
    write(TWO, "m1");

    assertThat(directory.resolve(POST)).hasContent("two m1\n");
  }

  @Test
  void a_site_that_changes_its_format_takes_its_posts_along_with_what_people_wrote()
      throws IOException {
    write(ONE, "m1");
    Files.writeString(directory.resolve(POST), "one m1\n\nMy own words\n");

    List<Roundup> roundups = List.of(Roundups.held("m1").build());
    List<Outcome> outcomes = LocalPosts.write(roundups, TWO, directory, Format.HUGO);

    String moved = "content/posts/2026-10-14-ports-adapters-roundup.md";
    assertThat(outcomes).containsExactly(new Outcome.Moved("m1", POST, moved));
    assertThat(directory.resolve(moved)).hasContent("two m1\n\nMy own words\n");
    assertThat(directory.resolve(POST)).doesNotExist();
  }

  @Test
  void what_people_wrote_stays() throws IOException {
    write(ONE, "m1");
    Files.writeString(directory.resolve(POST), "My own words\n");

    assertThat(write(TWO, "m1")).containsExactly(new Outcome.Merged("m1", POST, 1));
    assertThat(directory.resolve(POST)).hasContent("My own words\n");
  }

  @Test
  void a_deleted_post_is_written_again() throws IOException {
    write(ONE, "m1");
    Files.delete(directory.resolve(POST));

    assertThat(write(ONE, "m1")).containsExactly(new Outcome.Written("m1", POST));
  }

  @Test
  void the_order_of_the_roundups_changes_nothing(@TempDir Path other) throws IOException {
    write(ONE, "m2", "m1");
    LocalPosts.write(List.of(Roundups.held("m1").build(), Roundups.held("m2").build()), ONE, other);

    assertThat(directory.resolve(POST)).hasContent("one m1\n");
    for (String name : List.of(POST, POST.replace(".md", "-m2.md"), FileLog.NAME)) {
      assertThat(directory.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
    }
  }

  @Test
  void a_roundup_without_a_place_fails_alone() {
    assertThat(write(ONE, "m1", "../m2"))
        .hasSize(2)
        .contains(new Outcome.Written("m1", POST))
        .anyMatch(outcome -> outcome instanceof Outcome.Failed);
  }

  @Test
  void a_broken_record_of_posts_is_told() throws IOException {
    Files.writeString(directory.resolve(FileLog.NAME), "nothing of ours");

    assertThatThrownBy(() -> write(ONE, "m1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(FileLog.NAME);
  }
}
