package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.RenderedPost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies between two steps; the next one gets the same roundup, or a later one. */
class CrashTest {
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String DRAFT = "_drafts/m1.md";

  /** Between which steps of a publication the process dies. */
  enum Step {
    BEFORE_THE_RECORD,
    AFTER_THE_RECORD,
    AFTER_THE_WRITE,
    BEFORE_THE_MOVE,
    AFTER_THE_MOVE,
    BEFORE_THE_COMMIT
  }

  private static final class Crash extends RuntimeException {}

  /** Every step that changes a post is one to die before or after. */
  private static final class DyingMover implements Mover {
    private final Mover mover = SystemMover.find();
    private final Step death;

    DyingMover(Step death) {
      this.death = death;
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      dieIf(death == Step.AFTER_THE_WRITE);
      mover.replace(from, to);
    }

    @Override
    public void create(Path from, Path to) throws IOException {
      dieIf(death == Step.BEFORE_THE_MOVE);
      mover.create(from, to);
      dieIf(death == Step.AFTER_THE_MOVE);
    }

    @Override
    public void swap(Path one, Path other) throws IOException {
      dieIf(death == Step.BEFORE_THE_MOVE);
      mover.swap(one, other);
      dieIf(death == Step.AFTER_THE_MOVE);
    }
  }

  /** A machine that survives the process: its disk, the log, and the committed offset. */
  private static final class Machine {
    final Path directory;
    final MemoryLog log = new MemoryLog();
    long committed;
    long next;

    Machine(Path directory) {
      this.directory = directory;
    }

    void publish(Roundup roundup) {
      publish(roundup, null);
    }

    /** A process that starts, publishes one roundup, and ends or dies. */
    void publish(Roundup roundup, Step death) {
      Mover mover = new DyingMover(death);
      PublicationLog dying =
          entries -> {
            dieIf(death == Step.BEFORE_THE_RECORD);
            log.record(entries);
            dieIf(death == Step.AFTER_THE_RECORD);
          };
      new Press(CrashTest::text, Site.open(directory, mover), log.restored(committed), dying)
          .publish(List.of(new Edition(roundup, 0, next++)));
      dieIf(death == Step.BEFORE_THE_COMMIT);
      committed = next;
    }

    void dies(Roundup roundup, Step step) {
      assertThatThrownBy(() -> publish(roundup, step)).isInstanceOf(Crash.class);
    }

    Map<String, String> files() throws IOException {
      try (Stream<Path> files = Files.walk(directory)) {
        return files
            .filter(Files::isRegularFile)
            .collect(
                Collectors.toMap(
                    file -> directory.relativize(file).toString(),
                    CrashTest::read,
                    (a, b) -> a,
                    TreeMap::new));
      }
    }
  }

  private static void dieIf(boolean now) {
    if (now) {
      throw new Crash();
    }
  }

  @TempDir Path directory;

  private static RenderedPost text(Roundup roundup) {
    return new RenderedPost(roundup.getLocation() + "\n", List.of());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Roundup held(String location) {
    return Roundups.held("m1").setLocation(location).build();
  }

  private static Roundup planned(String location) {
    return Roundups.planned("m1").setLocation(location).build();
  }

  @ParameterizedTest
  @EnumSource
  void a_first_post_is_there_in_the_end(Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.dies(held("Aarhus"), step);
    machine.publish(held("Aarhus"));

    assertThat(machine.files()).isEqualTo(Map.of(POST, "Aarhus\n"));
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_post_is_there_in_the_end(Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(held("Aarhus"));
    machine.dies(held("Odense"), step);
    machine.publish(held("Ribe"));

    assertThat(machine.files()).isEqualTo(Map.of(POST, "Ribe\n"));
  }

  @ParameterizedTest
  @EnumSource
  void a_moved_post_is_in_one_place_in_the_end(Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(planned("Aarhus"));
    machine.dies(held("Odense"), step);
    machine.publish(held("Odense"));

    assertThat(machine.files()).isEqualTo(Map.of(POST, "Odense\n"));
  }

  @ParameterizedTest
  @EnumSource
  void a_post_that_was_to_move_and_need_not_is_in_one_place_in_the_end(Step step)
      throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(planned("Aarhus"));
    machine.dies(held("Odense"), step);
    machine.publish(planned("Ribe"));

    assertThat(machine.files()).hasSize(1).containsValue("Ribe\n").containsKey(DRAFT);
  }

  @ParameterizedTest
  @EnumSource
  void what_people_wrote_after_the_crash_is_kept(Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(held("Aarhus"));
    machine.dies(held("Odense"), step);
    Files.writeString(directory.resolve(POST), "My own words\n");
    machine.publish(held("Ribe"));

    assertThat(machine.files()).containsEntry(POST, "My own words\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_THE_RECORD", "AFTER_THE_RECORD", "AFTER_THE_WRITE"})
  void a_page_of_somebodys_that_came_where_a_post_was_to_move_is_left_alone_and_so_is_the_post(
      Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(planned("Aarhus"));
    machine.dies(held("Odense"), step);
    Files.writeString(directory.resolve(POST), "Mind the step\n");
    machine.publish(held("Odense"));

    assertThat(machine.files()).isEqualTo(Map.of(POST, "Mind the step\n", DRAFT, "Aarhus\n"));
  }

  @ParameterizedTest
  @EnumSource
  void where_people_were_kept_against_the_facts_is_told_in_the_end(Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(held("Aarhus\n\nIt rained"));
    Files.writeString(directory.resolve(POST), "In Aarhus town\n\nIt rained\n");
    machine.dies(held("Odense\n\nIt snowed"), step);
    machine.publish(held("Odense\n\nIt snowed"));

    assertThat(machine.files().get("_roundup/m1.md")).contains("In Aarhus town", "Odense");
  }

  @ParameterizedTest
  @EnumSource
  void a_collision_that_is_gone_is_not_told_in_the_end(Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(held("Aarhus"));
    Files.writeString(directory.resolve(POST), "In Aarhus town\n");
    machine.publish(held("Odense"));
    Files.writeString(directory.resolve(POST), "Odense\n");
    machine.dies(held("Ribe"), step);
    machine.publish(held("Ribe"));

    assertThat(machine.files()).isEqualTo(Map.of(POST, "Ribe\n"));
  }

  @ParameterizedTest
  @EnumSource
  void a_post_that_people_deleted_after_the_crash_stays_deleted(Step step) throws IOException {
    Machine machine = new Machine(directory);

    machine.publish(held("Aarhus"));
    machine.dies(held("Odense"), step);
    Files.delete(directory.resolve(POST));
    machine.publish(held("Ribe"));

    assertThat(directory.resolve(POST)).doesNotExist();
  }

  @Property(tries = 300)
  void however_often_it_dies_the_last_roundup_is_published_once(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 27) Integer> attempts)
      throws IOException {
    Path fresh = Files.createTempDirectory("roundup-crash");
    try {
      Machine machine = new Machine(fresh);
      for (int attempt : attempts) {
        Step death = attempt / 4 < Step.values().length ? Step.values()[attempt / 4] : null;
        attempt(machine, roundup(attempt % 4), death);
      }
      machine.publish(held("the end"));

      Map<String, String> files = machine.files();
      assertThat(files).hasSize(1).containsValue("the end\n");
      assertThat(files.keySet()).allMatch(path -> path.startsWith("_posts/2026-10-14-"));
    } finally {
      delete(fresh);
    }
  }

  /** People add a line now and then, whatever state the process was left in. */
  @Property(tries = 60)
  void however_often_it_dies_no_word_of_people_is_lost_and_the_last_facts_are_there(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 55) Integer> attempts)
      throws IOException {
    Path fresh = Files.createTempDirectory("roundup-crash");
    try {
      Machine machine = new Machine(fresh);
      machine.publish(evening(0));
      List<String> words = new ArrayList<>();
      for (int i = 0; i < attempts.size(); i++) {
        int step = attempts.get(i) / 8;
        Roundup roundup = attempts.get(i) % 4 == 3 ? draft(i + 1) : evening(i + 1);
        attempt(machine, roundup, step < Step.values().length ? Step.values()[step] : null);
        if (attempts.get(i) % 8 < 4) {
          words.add("Word " + i + " of people.");
          edit(fresh, "\n\n" + words.get(words.size() - 1) + "\n");
        }
      }
      machine.publish(evening(attempts.size() + 1));

      String post = Files.readString(fresh.resolve(POST));
      String everywhere = String.join("", machine.files().values());
      words.forEach(word -> assertThat(everywhere).contains(word));
      for (int i = 0; i <= attempts.size() + 1; i++) {
        assertThat(post).containsOnlyOnce("Fact number " + i + " is this.");
      }
    } finally {
      delete(fresh);
    }
  }

  private static void edit(Path site, String more) throws IOException {
    Path draft = site.resolve(DRAFT);
    Path post = Files.exists(draft) ? draft : site.resolve(POST);
    Files.writeString(post, Files.readString(post) + more);
  }

  private static Roundup evening(int facts) {
    return held(facts(facts));
  }

  private static Roundup draft(int facts) {
    return planned(facts(facts));
  }

  private static String facts(int facts) {
    return IntStream.rangeClosed(0, facts)
        .mapToObj(i -> "Fact number " + i + " is this.")
        .collect(Collectors.joining("\n\n"));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void attempt(Machine machine, Roundup roundup, Step death) {
    try {
      machine.publish(roundup, death);
    } catch (Crash e) {
      assertThat(death).isNotNull();
    }
  }

  private static Roundup roundup(int kind) {
    return switch (kind) {
      case 0 -> planned("Aarhus");
      case 1 -> held("Odense");
      case 2 ->
          Roundups.held("m1")
              .setLocation("Ribe")
              .setStartsAt(Roundups.OCTOBER.plusSeconds(86_400))
              .build();
      default -> Roundups.planned("m1").setTitle("Hexagons").setLocation("Esbjerg").build();
    };
  }
}
