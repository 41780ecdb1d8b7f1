package dev.roundup.sink.git;

import static dev.roundup.sink.file.Roundups.OCTOBER;
import static dev.roundup.sink.git.SinkUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.git.GitConfig.Mode;
import dev.roundup.sink.git.SinkUnderTest.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sink and people, on a bare repository on the disk. */
class GitSiteTest {
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String DRAFT = "_drafts/m1.md";
  private static final String EVENING = "Who came.\n\nWhat was said.\n\nWhat comes next.";

  @TempDir Path directory;
  private final Topics topics = new Topics();
  private Path remote;

  /** How the sink reaches the remote; people reach it anyway. */
  private Path line;

  @BeforeEach
  void found() throws Exception {
    remote = Person.remoteWithSite(directory);
    line = Files.createSymbolicLink(directory.resolve("line.git"), remote);
  }

  private SinkUnderTest sink() {
    return new SinkUnderTest(directory.resolve("site"), line, Mode.COMMIT, topics);
  }

  private Person person() throws Exception {
    return Person.cloning(remote, Files.createTempDirectory(directory, "person"));
  }

  private static Roundup held(String text) {
    return Roundups.held("m1").setLocation(text).build();
  }

  private static Roundup planned(String text) {
    return Roundups.planned("m1").setLocation(text).build();
  }

  @Test
  void a_post_is_committed_and_pushed_and_nothing_else_changes() throws Exception {
    try (SinkUnderTest sink = sink()) {
      sink.publish(held(EVENING));
      sink.settled();
    }

    try (Person person = person()) {
      assertThat(person.read(POST)).isEqualTo(EVENING + "\n");
      assertThat(person.read("_config.yml")).isEqualTo("title: Harbour JVM\n");
      RevCommit commit = person.log("main").get(0);
      assertThat(commit.getShortMessage()).isEqualTo("Post of Ports & Adapters, 2026-10-14");
      assertThat(commit.getAuthorIdent().getEmailAddress()).isEqualTo("roundup@example.org");
      assertThat(commit.getParentCount()).isEqualTo(1);
    }
  }

  @Test
  void an_empty_repository_gets_its_first_commit() throws Exception {
    line = remote = Person.emptyRemote(directory.resolve("empty.git"));
    try (SinkUnderTest sink = sink()) {
      sink.publish(held(EVENING));
      sink.settled();
    }

    try (Person person = person()) {
      assertThat(person.log("main")).hasSize(1);
      assertThat(person.read(POST)).contains("Who came.");
    }
  }

  @Test
  void the_same_roundup_again_makes_no_commit() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held(EVENING));
      sink.publish(held(EVENING));
      sink.settled();

      assertThat(person.log("main")).hasSize(2);
    }
  }

  @Test
  void what_people_pushed_is_in_the_post_when_the_facts_join_it() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held(EVENING));
      sink.settled();
      person.pull().replace(POST, "What was said.", "What Ida heard.").push("Say it better");

      sink.publish(held(EVENING + "\n\nThe video is here."));
      sink.settled();

      assertThat(person.pull().read(POST))
          .isEqualTo("Who came.\n\nWhat Ida heard.\n\nWhat comes next.\n\nThe video is here.\n");
      assertThat(person.log("main")).allMatch(commit -> commit.getParentCount() < 2);
    }
  }

  @Test
  void facts_and_people_meet_in_one_post_and_both_are_in_it() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held(EVENING));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING + "\n\nThe video is here."));
            person.pull().replace(POST, "What was said.", "What Ida heard.").push("Say it better");
          });
      sink.settled();

      assertThat(person.pull().read(POST))
          .isEqualTo("Who came.\n\nWhat Ida heard.\n\nWhat comes next.\n\nThe video is here.\n");
      assertThat(sink.read(POST)).isEqualTo(person.read(POST));
      RevCommit merge = person.log("main").get(0);
      assertThat(merge.getParentCount()).isEqualTo(2);
      assertThat(merge.getFullMessage()).isEqualTo("Merge what others pushed to main\n");
    }
  }

  @Test
  void where_both_want_other_words_people_have_theirs_and_the_merge_tells_what_the_facts_say()
      throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Forty people came."));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held("Fifty people came."));
            person.pull().replace(POST, "Forty people came.", "Crowds came.").push("Be vivid");
          });
      sink.settled();

      assertThat(person.pull().read(POST)).isEqualTo("Crowds came.\n");
      assertThat(person.log("main").get(0).getFullMessage())
          .contains("What people pushed was kept, against the facts:")
          .contains(POST + ": people: \"Crowds came.\" facts: \"Fifty people came.\"");
    }
  }

  @Test
  void what_others_push_elsewhere_comes_along_and_stays_theirs() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING));
            person
                .write("assets/css/site.css", "body { color: navy }\n")
                .write("_config.yml", "title: Harbour\n")
                .push("Paint it");
          });
      sink.settled();

      assertThat(sink.read("assets/css/site.css")).isEqualTo("body { color: navy }\n");
      assertThat(sink.read("_config.yml")).isEqualTo("title: Harbour\n");
      assertThat(person.pull().read(POST)).isEqualTo(EVENING + "\n");
      assertThat(person.read("_config.yml")).isEqualTo("title: Harbour\n");
    }
  }

  @Test
  void words_in_a_draft_go_along_when_it_becomes_a_post() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(planned(EVENING));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING + "\n\nIt is over."));
            person.pull().replace(DRAFT, "What was said.", "What Ida heard.").push("Say it better");
          });
      sink.settled();

      assertThat(person.pull().has(DRAFT)).isFalse();
      assertThat(person.read(POST))
          .isEqualTo("Who came.\n\nWhat Ida heard.\n\nWhat comes next.\n\nIt is over.\n");
      assertThat(sink.has(DRAFT)).isFalse();
    }
  }

  @Test
  void words_in_a_draft_go_along_however_little_the_post_has_of_it() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(planned("Come."));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING));
            sink.publish(
                Roundups.held("m1")
                    .setStartsAt(OCTOBER.plusSeconds(86_400))
                    .setLocation(EVENING)
                    .build());
            person.pull().replace(DRAFT, "Come.", "Come.\n\nBring a friend.").push("Be friendly");
          });
      sink.settled();

      assertThat(person.pull().has(DRAFT)).isFalse();
      assertThat(person.read("_posts/2026-10-15-ports-adapters-roundup.md"))
          .contains("Bring a friend.", "What was said.");
    }
  }

  @Test
  void a_post_that_people_delete_stays_deleted() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held(EVENING));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING + "\n\nThe video is here."));
            person.pull().delete(POST).push("Not this one");
          });
      sink.settled();
      sink.publish(held(EVENING + "\n\nThe video is there."));
      sink.settled();

      assertThat(person.pull().has(POST)).isFalse();
      assertThat(sink.has(POST)).isFalse();
    }
  }

  @Test
  void a_draft_that_people_delete_stays_deleted_though_it_became_a_post() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(planned(EVENING));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING + "\n\nIt is over."));
            person.pull().delete(DRAFT).push("Not this one");
          });
      sink.settled();
      sink.publish(held(EVENING + "\n\nThe video is there."));
      sink.settled();

      assertThat(person.pull().has(DRAFT)).isFalse();
      assertThat(person.has(POST)).isFalse();
      assertThat(sink.has(POST)).isFalse();
    }
  }

  @Test
  void a_draft_that_people_publish_themselves_while_it_becomes_a_post_is_not_lost()
      throws Exception {
    String elsewhere = "_posts/2026-10-14-ports.md";
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(planned(EVENING));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING + "\n\nIt is over."));
            person.pull().write(elsewhere, person.read(DRAFT)).delete(DRAFT).push("Publish it");
          });
      sink.settled();

      assertThat(person.pull().has(elsewhere)).isTrue();
      assertThat(person.has(POST)).isTrue();
      assertThat(person.has(DRAFT)).isFalse();
    }
  }

  @Test
  void a_branch_below_the_name_of_one_that_was_deleted_holds_nothing_up() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      person.branch("fix");
      sink.publish(held(EVENING));
      sink.settled();
      assertThat(sink.knows("fix")).isTrue();
      person.deleteRemotely("fix").branch("fix/typo");
      person.pull().replace(POST, "What was said.", "What Ida heard.").push("Say it better");
      sink.publish(held(EVENING + "\n\nThe video is here."));
      sink.settled();

      assertThat(person.pull().read(POST)).contains("What Ida heard.", "The video is here.");
      assertThat(sink.knows("fix/typo")).isTrue();
    }
  }

  @Test
  void a_remote_that_is_away_stops_no_post_and_gets_all_of_them_when_it_is_back() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held("One."));
            sink.publish(held("One, two."));
            assertThat(sink.read(POST)).isEqualTo("One, two.\n");
            await().atMost(PATIENCE).until(() -> sink.history().trouble().isPresent());
            assertThat(sink.history().trouble())
                .hasValueSatisfying(
                    sentence ->
                        assertThat(sentence).contains("line.git does not answer as it should"));
          });
      sink.settled();

      assertThat(person.log("main")).hasSize(3);
      await().atMost(PATIENCE).until(() -> sink.history().trouble().isEmpty());
    }
  }

  @Test
  void a_hook_that_refuses_is_quoted_and_other_posts_go_on() throws Exception {
    assumeThat(Path.of("/usr/bin/git-receive-pack")).exists();
    Path hook = remote.resolve("hooks/pre-receive");
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      Files.createDirectories(hook.getParent());
      Files.writeString(hook, "#!/bin/sh\necho 'No posts on Mondays' >&2\nexit 1\n");
      assertThat(hook.toFile().setExecutable(true)).isTrue();
      sink.publish(held(EVENING));
      await().atMost(PATIENCE).until(() -> sink.history().trouble().isPresent());
      assertThat(sink.history().trouble().orElseThrow())
          .contains("does not take")
          .contains("No posts on Mondays");
      sink.publish(Roundups.held("m2").setTitle("Another").setLocation("Another.").build());
      assertThat(sink.has("_posts/2026-10-14-another-roundup.md")).isTrue();
      assertThat(person.log("main")).hasSize(1);

      Files.delete(hook);
      sink.settled();
      assertThat(person.log("main")).hasSize(3);
    }
  }

  @Test
  void a_history_that_people_wrote_anew_is_followed_and_open_posts_go_on_top() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      person.write("secret.txt", "oh no\n").push("Oops");
      sink.publish(held(EVENING));
      sink.settled();
      whileTheSinkIsCutOff(
          () -> {
            sink.publish(held(EVENING + "\n\nThe video is here."));
            person.pull().rewrite("secret.txt");
          });
      sink.settled();

      assertThat(person.log("main")).allMatch(commit -> commit.getParentCount() < 2);
      assertThat(sink.has("secret.txt")).isFalse();
      person.git().reset().setMode(ResetCommand.ResetType.HARD).setRef("origin/main").call();
      assertThat(person.has("secret.txt")).isFalse();
      assertThat(person.read(POST)).contains("The video is here.");
    }
  }

  @Test
  void so_many_posts_at_once_that_nobody_reads_them_are_one_commit() throws Exception {
    Roundup[] many =
        IntStream.range(0, 30)
            .mapToObj(i -> Roundups.held("m" + i).setTitle("T" + i).setLocation("Text.").build())
            .toArray(Roundup[]::new);
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(many);
      sink.settled();

      assertThat(person.log("main")).hasSize(2);
      assertThat(person.log("main").get(0).getFullMessage())
          .startsWith(
              "Posts of 30 meetups\n\n- Post of T0, 2026-10-14\n- Post of T1, 2026-10-14\n");
      assertThat(person.pull().has("_posts/2026-10-14-t29-roundup.md")).isTrue();
    }
  }

  @Test
  void a_post_that_is_edited_in_the_directory_is_committed_with_the_next_facts() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held(EVENING));
      sink.settled();
      Files.writeString(
          directory.resolve("site").resolve(POST), EVENING.replace("Who came.", "Who was here."));
      person.pull().replace(POST, "What was said.", "What Ida heard.").push("Say it better");
      sink.publish(held(EVENING + "\n\nThe video is here."));
      sink.settled();

      assertThat(person.pull().read(POST))
          .contains("Who was here.", "What Ida heard.", "The video is here.")
          .doesNotContain("Who came.", "What was said.");
    }
  }

  @Test
  void two_sinks_with_clones_of_their_own_push_to_one_remote() throws Exception {
    Topics others = new Topics();
    try (SinkUnderTest one = sink();
        SinkUnderTest two =
            new SinkUnderTest(directory.resolve("other"), remote, Mode.COMMIT, others);
        Person person = person()) {
      for (int i = 0; i < 5; i++) {
        one.publish(held("One " + i));
        two.publish(Roundups.held("m2").setTitle("Other").setLocation("Other " + i).build());
      }
      one.settled();
      two.settled();

      person.pull();
      assertThat(person.read(POST)).isEqualTo("One 4\n");
      assertThat(person.read("_posts/2026-10-14-other-roundup.md")).isEqualTo("Other 4\n");
    }
  }

  @Test
  void what_a_crash_left_uncommitted_is_committed_at_the_next_start() throws Exception {
    try (SinkUnderTest sink = sink()) {
      sink.publish(planned(EVENING));
      sink.writeWithoutCommit(held(EVENING));
    }
    Files.createFile(directory.resolve("site/.git/refs/heads/main.lock"));
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.settled();

      assertThat(person.pull().read(POST)).isEqualTo(EVENING + "\n");
      assertThat(person.has(DRAFT)).isFalse();
      sink.publish(held(EVENING));
      sink.settled();
      assertThat(person.log("main").get(0).getShortMessage())
          .isEqualTo("Post of m1, written before a restart");
    }
  }

  @Test
  void a_directory_that_lost_its_files_gets_them_back() throws Exception {
    try (SinkUnderTest sink = sink()) {
      sink.publish(held(EVENING));
      sink.settled();
    }
    Files.delete(directory.resolve("site").resolve(POST));
    Files.delete(directory.resolve("site/.roundup-site"));
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      assertThat(sink.read(POST)).isEqualTo(EVENING + "\n");
      sink.publish(held(EVENING));
      assertThat(person.log("main")).hasSize(2);
    }
  }

  @Test
  void what_people_pushed_is_brought_in_by_the_next_start_if_a_crash_came_first() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held(EVENING));
      sink.settled();
      person.pull().replace(POST, "What was said.", "What Ida heard.").push("Say it better");
      Path inTheWay = Files.createDirectory(directory.resolve("site/_posts/.incoming.roundup-tmp"));
      assertThatThrownBy(() -> sink.publish(held(EVENING))).isInstanceOf(Failure.class);
      Files.delete(inTheWay);
    }
    whileTheSinkIsCutOff(
        () -> {
          try (SinkUnderTest sink = sink()) {
            sink.publish(held(EVENING + "\n\nThe video is here."));
          }
        });
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.settled();

      assertThat(person.pull().read(POST))
          .isEqualTo("Who came.\n\nWhat Ida heard.\n\nWhat comes next.\n\nThe video is here.\n");
    }
  }

  @Test
  void titles_and_texts_in_any_script_arrive_whole() throws Exception {
    Roundup roundup =
        Roundups.held("m1")
            .setTitle("Zürich\n日本語 𝒳 " + "é".repeat(100))
            .setLocation("𝒳 é 日本語")
            .build();
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(roundup);
      sink.settled();

      RevCommit commit = person.log("main").get(0);
      assertThat(commit.getShortMessage())
          .startsWith("Post of Zürich 日本語 𝒳 ééé")
          .endsWith("…, 2026-10-14")
          .satisfies(line -> assertThat(line.codePointCount(0, line.length())).isEqualTo(72));
      assertThat(sink.read(sink.posts().get(0))).isEqualTo("𝒳 é 日本語\n");
    }
  }

  @Test
  void a_tree_made_by_hand_does_not_reach_the_clone_itself() throws Exception {
    try (Person person = person()) {
      person.pushUnsafeTree(".git/config", "[core]\n");
    }
    try (SinkUnderTest sink = sink()) {
      assertThat(sink.read(".git/config")).contains("roundup");
    }
  }

  @Test
  void files_that_git_gives_only_as_a_stream_come_along_and_change() throws Exception {
    String film = "assets/film.mp4";
    try (Person person = person()) {
      person.write(film, "One. ".repeat(1000)).push("Show the film");
    }
    streamingFrom(
        1000,
        () -> {
          try (SinkUnderTest sink = sink();
              Person person = person()) {
            assertThat(sink.read(film)).isEqualTo("One. ".repeat(1000));
            person.write(film, "Two. ".repeat(1000)).push("Cut it anew");
            await()
                .atMost(PATIENCE)
                .until(() -> sink.settled().read(film).equals("Two. ".repeat(1000)));
            person.delete(film).push("It was not for everybody");
            await().atMost(PATIENCE).until(() -> !sink.settled().has(film));
          }
        });
  }

  @Test
  void a_post_that_git_gives_only_as_a_stream_is_merged_all_the_same() throws Exception {
    String evening = EVENING + "\n\nIt was long.".repeat(100);
    streamingFrom(
        1000,
        () -> {
          try (SinkUnderTest sink = sink();
              Person person = person()) {
            sink.publish(held(evening));
            sink.settled();
            Files.writeString(
                directory.resolve("site").resolve(POST), evening.replace("Who came.", "We came."));
            person.pull().replace(POST, "What was said.", "What Ida heard.").push("Say it better");
            whileTheSinkIsCutOff(
                () -> {
                  sink.publish(held(evening + "\n\nThe video is here."));
                  person.replace(POST, "What comes next.", "What came next.").push("It is over");
                });
            sink.settled();

            assertThat(sink.read(POST))
                .contains("We came.", "What Ida heard.", "What came next.", "The video is here.");
            assertThat(person.pull().read(POST)).isEqualTo(sink.read(POST));
          }
        });
  }

  /** Without this limit, a file of 50 MiB is one that does not come as an array. */
  private static void streamingFrom(int bytes, Action action) throws Exception {
    WindowCacheConfig config = new WindowCacheConfig();
    config.setStreamFileThreshold(bytes);
    config.install();
    try {
      action.act();
    } finally {
      new WindowCacheConfig().install();
    }
  }

  @Test
  void links_stay_in_the_repository() throws Exception {
    try (Person person = person()) {
      Files.createSymbolicLink(person.directory().resolve("out"), Path.of("/etc"));
      person.push("Link");
    }
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      assertThat(sink.has("out")).isFalse();
      sink.publish(held(EVENING));
      sink.settled();
      assertThat(Files.isSymbolicLink(person.pull().directory().resolve("out"))).isTrue();
    }
  }

  @Test
  void a_directory_that_holds_something_else_is_refused() throws Exception {
    Files.createDirectories(directory.resolve("site/_posts"));
    Files.writeString(directory.resolve("site/_posts/mine.md"), "Mine");

    assertThatThrownBy(this::sink)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is not empty")
        .hasMessageContaining("site.dir");
  }

  @Test
  void a_clone_that_somebody_else_made_is_refused() throws Exception {
    Person.cloning(remote, directory.resolve("site")).close();

    assertThatThrownBy(this::sink)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("a clone that Roundup did not make");
  }

  @Test
  void a_clone_of_another_repository_is_refused() throws Exception {
    sink().close();
    line = Person.emptyRemote(directory.resolve("another.git"));

    assertThatThrownBy(this::sink)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("line.git, not of")
        .hasMessageContaining("another.git");
  }

  @Test
  void a_remote_that_cannot_be_cloned_is_named() {
    line = directory.resolve("nowhere.git");

    assertThatThrownBy(this::sink)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("nowhere.git cannot be cloned")
        .hasMessageContaining("sink.git.remote");
  }

  @Test
  void two_sinks_do_not_write_one_clone() {
    try (SinkUnderTest one = sink()) {
      assertThatThrownBy(this::sink)
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BUSY));
      assertThat(one.history().trouble()).isEmpty();
    }
  }

  private interface Action {
    void act() throws Exception;
  }

  private void whileTheSinkIsCutOff(Action action) throws Exception {
    Files.delete(line);
    action.act();
    Files.createSymbolicLink(line, remote);
  }
}
