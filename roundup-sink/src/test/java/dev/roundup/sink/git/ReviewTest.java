package dev.roundup.sink.git;

import static dev.roundup.sink.git.SinkUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.git.GitConfig.Mode;
import dev.roundup.sink.git.SinkUnderTest.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts on branches of their own, which people look at, change, accept or decline. */
class ReviewTest {
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String OTHER = "_posts/2026-10-14-other-roundup.md";
  private static final String BRANCH = "roundup/m1";

  @TempDir Path directory;
  private final Topics topics = new Topics();
  private Path remote;

  @BeforeEach
  void found() throws Exception {
    remote = Person.remoteWithSite(directory);
  }

  private SinkUnderTest sink() {
    return new SinkUnderTest(directory.resolve("site"), remote, Mode.REVIEW, topics);
  }

  private Person person() throws Exception {
    return Person.cloning(remote, Files.createTempDirectory(directory, "person"));
  }

  private static Roundup held(String text) {
    return Roundups.held("m1").setLocation(text).build();
  }

  private static Roundup other(String text) {
    return Roundups.held("m2").setTitle("Other").setLocation(text).build();
  }

  @Test
  void each_meetup_has_a_branch_and_the_sites_branch_is_left_alone() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."), other("Who else."));
      sink.settled();

      assertThat(person.branches()).containsExactlyInAnyOrder("main", BRANCH, "roundup/m2");
      assertThat(person.log("main")).hasSize(1);
      assertThat(person.on(BRANCH).read(POST)).isEqualTo("Who came.\n");
      assertThat(person.has(OTHER)).isFalse();
      assertThat(person.read("_config.yml")).isEqualTo("title: Harbour JVM\n");
      assertThat(sink.read(POST)).isEqualTo("Who came.\n");
      assertThat(sink.read(OTHER)).isEqualTo("Who else.\n");
    }
  }

  @Test
  void what_people_push_to_the_review_stays_and_facts_join_it() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came.\n\nWhat was said."));
      sink.settled();
      person.on(BRANCH).replace(POST, "What was said.", "What Ida heard.").push("Say it better");
      sink.publish(held("Who came.\n\nWhat was said.\n\nThe video is here."));
      sink.settled();

      assertThat(person.pull().read(POST))
          .isEqualTo("Who came.\n\nWhat Ida heard.\n\nThe video is here.\n");
    }
  }

  @Test
  void the_sites_branch_comes_into_the_review_when_it_moves() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."));
      sink.settled();
      person.write("_config.yml", "title: Harbour\n").push("Shorten the title");
      sink.publish(held("Who came, and when."));
      sink.settled();

      assertThat(person.on(BRANCH).read("_config.yml")).isEqualTo("title: Harbour\n");
      assertThat(person.read(POST)).isEqualTo("Who came, and when.\n");
      assertThat(sink.read("_config.yml")).isEqualTo("title: Harbour\n");
    }
  }

  @Test
  void once_accepted_and_deleted_the_next_change_makes_the_branch_anew() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."));
      sink.settled();
      person.accept(BRANCH).deleteRemotely(BRANCH);
      sink.settled();
      assertThat(sink.read(POST)).isEqualTo("Who came.\n");
      sink.publish(held("Who came."));
      sink.settled();
      assertThat(person.branches()).containsExactly("main");
      sink.publish(held("Who came.\n\nThe video is here."));
      sink.settled();

      assertThat(person.on(BRANCH).read(POST)).isEqualTo("Who came.\n\nThe video is here.\n");
      assertThat(person.log(BRANCH).get(0).getParent(0)).isEqualTo(person.log("main").get(0));
    }
  }

  @Test
  void what_is_pushed_to_the_sites_branch_while_a_post_is_written_stays() throws Exception {
    Roundup next = held("Who came.\n\nWhat was said.\n\nThe video is here.");
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came.\n\nWhat was said."));
      sink.settled();
      person.accept(BRANCH).deleteRemotely(BRANCH);
      sink.writeWithoutCommit(next);
      person.replace(POST, "What was said.", "What Ida heard.").push("Say it better");
      String pushed = person.log("main").get(0).name();
      await().atMost(PATIENCE).until(() -> sink.hasFetched("main", pushed));
      sink.commitWritten(next);
      await().atMost(PATIENCE).until(() -> sink.settled().read(POST).contains("What Ida heard."));

      assertThat(person.on(BRANCH).read(POST))
          .isEqualTo("Who came.\n\nWhat Ida heard.\n\nThe video is here.\n");
    }
  }

  @Test
  void once_accepted_and_not_deleted_the_next_change_begins_at_the_sites_branch() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."));
      sink.settled();
      person.accept(BRANCH);
      sink.publish(held("Who came.\n\nThe video is here."));
      sink.settled();

      assertThat(person.log(BRANCH).get(0).getParent(0)).isEqualTo(person.log("main").get(0));
      assertThat(person.on(BRANCH).read(POST)).contains("The video is here.");
    }
  }

  @Test
  void a_review_that_was_squashed_and_deleted_is_taken_for_accepted() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came.\n\nWhat was said."));
      sink.settled();
      person
          .on("main")
          .write(POST, "Who came.\n\nWhat Ida heard.\n")
          .push("Accept m1")
          .deleteRemotely(BRANCH);
      sink.publish(held("Who came.\n\nWhat was said.\n\nThe video is here."));
      sink.settled();

      assertThat(person.on(BRANCH).read(POST))
          .isEqualTo("Who came.\n\nWhat Ida heard.\n\nThe video is here.\n");
    }
  }

  @Test
  void a_review_that_was_squashed_and_not_deleted_goes_on() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came.\n\nWhat was said."));
      sink.settled();
      person.on("main").write(POST, "Who came.\n\nWhat was said.\n").push("Accept m1");
      sink.publish(held("Who came.\n\nWhat was said.\n\nThe video is here."));
      sink.settled();

      assertThat(person.on(BRANCH).read(POST))
          .isEqualTo("Who came.\n\nWhat was said.\n\nThe video is here.\n");
    }
  }

  @Test
  void a_review_that_was_declined_is_not_made_again() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."));
      sink.settled();
      person.deleteRemotely(BRANCH);
      sink.publish(held("Who came.\n\nThe video is here."));
      sink.settled();

      assertThat(person.branches()).containsExactly("main");
      assertThat(sink.has(POST)).isFalse();
    }
  }

  @Test
  void a_remote_that_seems_to_have_lost_everything_declines_nothing() throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."));
      sink.settled();
      Path refs = remote.resolve("refs");
      Files.move(refs, remote.resolve("gone"));
      Files.createDirectory(refs);
      sink.publish(held("Who came.\n\nThe video is here."));
      await().atMost(PATIENCE).until(() -> sink.history().trouble().isPresent());
      sink.history().idle();
      assertThat(sink.read(POST)).contains("The video is here.");
      Files.delete(refs);
      Files.move(remote.resolve("gone"), refs);
      sink.settled();

      assertThat(person.on(BRANCH).read(POST)).contains("The video is here.");
    }
  }

  @Test
  void what_is_open_when_a_branch_is_accepted_and_deleted_comes_on_a_new_one() throws Exception {
    Path line = Files.createSymbolicLink(directory.resolve("line.git"), remote);
    try (SinkUnderTest sink =
            new SinkUnderTest(directory.resolve("site"), line, Mode.REVIEW, topics);
        Person person = person()) {
      sink.publish(held("Who came."));
      sink.settled();
      Files.delete(line);
      sink.publish(held("Who came.\n\nThe video is here."));
      person.accept(BRANCH).deleteRemotely(BRANCH);
      Files.createSymbolicLink(line, remote);
      sink.settled();

      assertThat(person.on(BRANCH).read(POST)).isEqualTo("Who came.\n\nThe video is here.\n");
      assertThat(person.log(BRANCH).get(0).getParent(0)).isEqualTo(person.log("main").get(0));
    }
  }

  @Test
  void a_branch_that_is_refused_does_not_stop_the_others() throws Exception {
    assumeThat(Path.of("/usr/bin/git-receive-pack")).exists();
    Path hook = remote.resolve("hooks/pre-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(
        hook, "#!/bin/sh\nif grep -q roundup/m1; then echo 'Not m1' >&2; exit 1; fi\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."), other("Who else."));
      await().atMost(PATIENCE).until(() -> person.branches().contains("roundup/m2"));

      assertThat(person.branches()).doesNotContain(BRANCH);
      await().atMost(PATIENCE).until(() -> sink.history().trouble().isPresent());
      assertThat(sink.history().trouble().orElseThrow()).contains("roundup/m1").contains("Not m1");
      Files.delete(hook);
      sink.settled();
      assertThat(person.branches()).contains(BRANCH);
    }
  }

  @Test
  void a_new_clone_takes_the_reviews_over() throws Exception {
    try (SinkUnderTest sink = sink()) {
      sink.publish(held("Who came."));
      sink.settled();
    }
    try (SinkUnderTest sink =
            new SinkUnderTest(directory.resolve("elsewhere"), remote, Mode.REVIEW, topics);
        Person person = person()) {
      assertThat(sink.read(POST)).isEqualTo("Who came.\n");
      sink.publish(held("Who came.\n\nThe video is here."));
      sink.settled();

      assertThat(person.log(BRANCH)).hasSize(3);
      assertThat(person.on(BRANCH).read(POST)).contains("The video is here.");
    }
  }

  @Test
  void where_people_contradict_each_other_elsewhere_the_review_goes_on_without_the_merge()
      throws Exception {
    try (SinkUnderTest sink = sink();
        Person person = person()) {
      sink.publish(held("Who came."));
      sink.settled();
      person.on(BRANCH).write("_config.yml", "title: One\n").push("One");
      person.on("main").write("_config.yml", "title: Two\n").push("Two");
      sink.publish(held("Who came.\n\nThe video is here."));
      sink.settled();

      assertThat(person.on(BRANCH).read("_config.yml")).isEqualTo("title: One\n");
      assertThat(person.read(POST)).contains("The video is here.");
    }
  }

  @Test
  void there_must_be_a_branch_to_review_for() throws Exception {
    remote = Person.emptyRemote(directory.resolve("empty.git"));

    assertThatThrownBy(this::sink)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("has no branch \"main\"");
  }
}
