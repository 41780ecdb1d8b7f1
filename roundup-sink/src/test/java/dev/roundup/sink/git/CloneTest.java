package dev.roundup.sink.git;

import static dev.roundup.sink.git.SinkUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.git.GitConfig.Mode;
import dev.roundup.sink.git.SinkUnderTest.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.junit.jupiter.api.Test;

/** The clone in which the sink works: what it holds, loses, and must not hold. */
class CloneTest extends SinkAndPeople {
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
}
