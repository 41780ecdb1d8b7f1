package dev.roundup.sink.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.git.GitConfig.Mode;
import dev.roundup.sink.git.SinkUnderTest.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** People push, facts come, the remote goes and comes back, the process dies: in any order. */
class GitPropertiesTest {
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String DRAFT = "_drafts/m1.md";

  /** What may happen. */
  enum Step {
    FACT,
    FACT_AND_HELD,
    DEATH_BEFORE_THE_COMMIT,
    RESTART,
    WORD_OF_PEOPLE,
    WORDS_BETWEEN,
    AWAY,
    BACK
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void no_word_of_people_and_no_fact_is_lost_where_posts_are_committed(
      @ForAll @Size(min = 2, max = 14) List<Step> steps) throws Exception {
    play(steps, Mode.COMMIT);
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void no_word_of_people_and_no_fact_is_lost_where_posts_are_reviewed(
      @ForAll @Size(min = 2, max = 14) List<Step> steps) throws Exception {
    play(steps, Mode.REVIEW);
  }

  private static void play(List<Step> steps, Mode mode) throws Exception {
    Path directory = Files.createTempDirectory("roundup-git");
    try (Evening evening = new Evening(directory, mode)) {
      for (Step step : steps) {
        evening.take(step);
      }
      evening.checkAll();
    } finally {
      delete(directory);
    }
  }

  /** One post, a sink and somebody who pushes words to it. */
  private static final class Evening implements AutoCloseable {
    private final Path directory;
    private final Mode mode;
    private final Topics topics = new Topics();
    private final Path remote;
    private final Path line;
    private final Person person;
    private final List<String> words = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private SinkUnderTest sink;
    private boolean held;

    Evening(Path directory, Mode mode) throws Exception {
      this.directory = directory;
      this.mode = mode;
      this.remote = Person.remoteWithSite(directory);
      this.line = Files.createSymbolicLink(directory.resolve("line.git"), remote);
      this.person = Person.cloning(remote, directory.resolve("person"));
      this.sink = start();
      fact();
      sink.settled();
    }

    private SinkUnderTest start() {
      return new SinkUnderTest(directory.resolve("site"), line, mode, topics);
    }

    void take(Step step) throws Exception {
      switch (step) {
        case FACT -> fact();
        case FACT_AND_HELD -> {
          held = true;
          fact();
        }
        case DEATH_BEFORE_THE_COMMIT -> {
          facts.add("Fact" + facts.size() + " is so.");
          sink.writeWithoutCommit(roundup());
          restart();
        }
        case RESTART -> restart();
        case WORD_OF_PEOPLE -> word(false);
        case WORDS_BETWEEN -> word(true);
        case AWAY -> Files.deleteIfExists(line);
        case BACK -> back();
      }
    }

    private void fact() {
      facts.add("Fact" + facts.size() + " is so.");
      sink.publish(roundup());
    }

    private void restart() throws Exception {
      sink.close();
      sink = start();
      sink.publish(roundup());
    }

    private void back() throws IOException {
      if (!Files.exists(line)) {
        Files.createSymbolicLink(line, remote);
      }
    }

    private Roundup roundup() {
      String text = "The beginning.\n\n" + String.join("\n\n", facts) + "\n\nThe end.";
      return (held ? Roundups.held("m1") : Roundups.planned("m1")).setLocation(text).build();
    }

    /** While the sink may push at any moment, people may have to pull and push again. */
    private void word(boolean between) throws Exception {
      String word = "Word" + words.size() + " of people.";
      for (int attempt = 0; attempt < 20; attempt++) {
        person.reset(mode == Mode.REVIEW ? "roundup/m1" : "main");
        String path = person.has(POST) ? POST : DRAFT;
        String text = person.read(path);
        person.write(
            path,
            between
                ? text.replaceFirst("The beginning\\.", "The beginning.\n\n" + word)
                : text + "\n" + word + "\n");
        if (person.commit(word).isPushed()) {
          words.add(word);
          return;
        }
      }
      throw new AssertionError("The sink was always quicker");
    }

    void checkAll() throws Exception {
      back();
      sink.publish(roundup());
      sink.settled();
      person.reset(mode == Mode.REVIEW ? "roundup/m1" : "main");

      assertThat(person.has(POST)).isEqualTo(held);
      assertThat(person.has(DRAFT)).isEqualTo(!held);
      String post = person.read(held ? POST : DRAFT);
      words.forEach(word -> assertThat(post).containsOnlyOnce(word));
      facts.forEach(fact -> assertThat(post).containsOnlyOnce(fact));
      assertThat(sink.read(held ? POST : DRAFT)).isEqualTo(post);
    }

    @Override
    public void close() {
      sink.close();
      person.close();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
