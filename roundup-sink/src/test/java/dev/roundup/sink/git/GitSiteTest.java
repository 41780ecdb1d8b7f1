package dev.roundup.sink.git;

import static dev.roundup.sink.file.Roundups.OCTOBER;
import static dev.roundup.sink.git.SinkUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Roundups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;

/** What people and the sink have of each other's changes. */
class GitSiteTest extends SinkAndPeople {
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
}
