package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.RenderedPost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody saves a post at the very moment at which it changes. */
class SaveRaceTest {
  private static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  private static final String DRAFT = "_drafts/m1.md";
  private static final String WORDS = "\nWords of people.\n";
  private static final Duration MOMENT = Duration.ofSeconds(2);

  @TempDir Path directory;
  private final MemoryLog log = new MemoryLog();
  private final Deque<Save> saves = new ArrayDeque<>();
  private Mover system = SystemMover.find();
  private Press press;
  private long offset;

  @FunctionalInterface
  private interface Save {
    void run() throws IOException;
  }

  /** Somebody is faster than a step that changes a post. */
  private final class Outrun implements Mover {
    @Override
    public void create(Path from, Path to) throws IOException {
      save();
      system.create(from, to);
    }

    @Override
    public void swap(Path one, Path other) throws IOException {
      save();
      system.swap(one, other);
    }

    private void save() throws IOException {
      if (!saves.isEmpty()) {
        saves.poll().run();
      }
    }
  }

  private static final class Crash extends RuntimeException {}

  @BeforeEach
  void restart() {
    Ledger ledger = log.restored(offset);
    Site site = Site.open(directory, new Outrun());
    press = new Press(SaveRaceTest::text, site, ledger, log, Clock.systemUTC(), MOMENT);
    press.recover();
  }

  private static RenderedPost text(Roundup roundup) {
    return new RenderedPost(roundup.getLocation(), List.of());
  }

  private static String facts(int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(i -> "Fact number " + i + ".\n")
        .collect(Collectors.joining("\n"));
  }

  private void publish(Roundup.Builder roundup, int facts) {
    press.publish(List.of(new Edition(roundup.setLocation(facts(facts)).build(), 0, offset++)));
  }

  private void publish(int facts) {
    publish(Roundups.held("m1"), facts);
  }

  private List<Outcome> lookAgain() {
    List<Outcome> anew = press.lookAgain(partition -> offset, true);
    assertThat(press.lookAgain(partition -> offset, true)).isEmpty();
    return anew;
  }

  private Path file() {
    return directory.resolve(POST);
  }

  private void saveInPlace() throws IOException {
    Files.writeString(file(), Files.readString(file()) + WORDS);
  }

  private void saveByRename() throws IOException {
    saveByRename(file(), Files.readString(file()) + WORDS);
  }

  private void saveByRename(Path file, String text) throws IOException {
    Path beside = Files.writeString(directory.resolve("beside"), text);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertThatAllIsThere(int facts) throws IOException {
    String post = Files.readString(file());
    assertThat(post).containsOnlyOnce(WORDS);
    for (int fact = 1; fact <= facts; fact++) {
      assertThat(post).containsOnlyOnce("Fact number " + fact + ".\n");
    }
    assertThat(post.lines().filter(line -> !line.isBlank())).hasSize(facts + 1);
    assertThat(leftovers()).isEmpty();
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().contains("roundup-")).toList();
    }
  }

  @Test
  void a_save_in_place_just_before_the_change_is_in_the_post() throws IOException {
    publish(1);
    saves.add(this::saveInPlace);
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_save_by_rename_just_before_the_change_is_in_the_post() throws IOException {
    publish(1);
    saves.add(this::saveByRename);
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void of_two_saves_around_the_change_the_later_one_counts() throws IOException {
    publish(1);
    saves.add(() -> saveByRename(file(), facts(1) + "\nA first try.\n"));
    saves.add(() -> saveByRename(file(), facts(1) + WORDS));
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_save_goes_back_even_if_what_replaced_it_is_gone() throws IOException {
    publish(1);
    saves.add(this::saveByRename);
    saves.add(() -> Files.delete(file()));
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void the_later_of_two_saves_goes_back_even_if_the_earlier_one_is_gone() throws IOException {
    publish(1);
    saves.add(() -> saveByRename(file(), facts(1) + "\nA first try.\n"));
    saves.add(() -> saveByRename(file(), facts(1) + WORDS));
    saves.add(() -> Files.delete(file()));
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void the_last_of_three_saves_around_the_change_counts() throws IOException {
    publish(1);
    saves.add(() -> saveByRename(file(), facts(1) + "\nA first try.\n"));
    saves.add(() -> saveByRename(file(), facts(1) + "\nA second try.\n"));
    saves.add(() -> saveByRename(file(), facts(1) + WORDS));
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_save_goes_back_even_if_what_replaced_it_was_taken_away_and_saved_again()
      throws IOException {
    publish(1);
    saves.add(() -> saveByRename(file(), facts(1) + "\nA first try.\n"));
    saves.add(() -> Files.delete(file()));
    saves.add(() -> saveByRename(file(), facts(1) + WORDS));
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_save_into_the_replaced_file_is_kept_even_if_the_post_is_gone_by_then() throws IOException {
    publish(1);
    try (FileChannel open =
        FileChannel.open(file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      publish(2);
      open.write(ByteBuffer.wrap(WORDS.getBytes(StandardCharsets.UTF_8)));
    }
    saves.add(() -> Files.delete(file()));
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_save_into_the_file_that_was_just_replaced_is_in_the_post() throws IOException {
    publish(1);
    try (FileChannel open =
        FileChannel.open(file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      publish(2);
      open.write(ByteBuffer.wrap(WORDS.getBytes(StandardCharsets.UTF_8)));
    }
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void two_saves_of_which_one_went_into_the_replaced_file_are_both_kept() throws IOException {
    publish(1);
    try (FileChannel open =
        FileChannel.open(file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      publish(2);
      open.write(ByteBuffer.wrap("\nWords from afar.\n".getBytes(StandardCharsets.UTF_8)));
    }
    saveInPlace();
    lookAgain();

    assertThatAllIsThere(2);
    try (Stream<Path> files = Files.list(directory.resolve("_roundup"))) {
      assertThat(files.toList())
          .singleElement()
          .satisfies(kept -> assertThat(kept).content().contains("Words from afar."));
    }
  }

  @Test
  void a_save_of_what_was_there_before_takes_away_nothing_that_the_facts_just_brought()
      throws IOException {
    publish(1);
    publish(2);
    Files.writeString(file(), facts(1) + WORDS);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_quick_save_of_what_the_facts_just_brought_says_nothing_twice_when_they_change_it()
      throws IOException {
    publish(1);
    publish(2);
    Files.writeString(file(), facts(2) + WORDS);
    press.publish(
        List.of(
            new Edition(
                Roundups.held("m1")
                    .setLocation(facts(2).replace("Fact number 2.", "Fact number 2, put right."))
                    .build(),
                0,
                offset++)));

    assertThat(file())
        .content()
        .containsOnlyOnce("Fact number 2, put right.")
        .doesNotContain("Fact number 2.")
        .contains(WORDS);
  }

  @Test
  void what_people_take_out_a_while_after_the_facts_brought_it_stays_out() throws IOException {
    publish(1);
    publish(2);
    Files.writeString(file(), facts(1) + WORDS);
    Files.setLastModifiedTime(
        file(), FileTime.from(Clock.systemUTC().instant().plus(MOMENT).plus(MOMENT)));
    assertThat(lookAgain()).isEmpty();
    publish(3);

    assertThat(file()).content().contains("number 1", "number 3", WORDS).doesNotContain("number 2");
  }

  @Test
  void a_post_that_an_editor_had_taken_away_for_a_moment_follows_the_facts() throws IOException {
    publish(1);
    Path backup = Files.move(file(), directory.resolve("backup"));
    publish(2);
    assertThat(file()).doesNotExist();
    saveByRename(file(), Files.readString(backup) + WORDS);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_post_that_is_deleted_just_before_the_change_stays_deleted() throws IOException {
    publish(1);
    saves.add(() -> Files.delete(file()));
    publish(2);
    lookAgain();
    publish(3);

    assertThat(file()).doesNotExist();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void a_post_that_was_half_saved_in_the_middle_of_a_letter_follows_the_facts() throws IOException {
    publish(1);
    Files.write(file(), new byte[] {'F', (byte) 0xc3});
    publish(2);
    Files.writeString(file(), facts(1) + WORDS);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_draft_that_is_saved_while_it_becomes_a_post_takes_the_words_along() throws IOException {
    publish(Roundups.planned("m1"), 1);
    saves.add(() -> saveByRename(directory.resolve(DRAFT), facts(1) + WORDS));
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
    assertThat(directory.resolve(DRAFT)).doesNotExist();
  }

  @Test
  void a_draft_that_is_saved_where_it_was_just_after_it_became_a_post_does_so_too()
      throws IOException {
    publish(Roundups.planned("m1"), 1);
    publish(2);
    Files.writeString(directory.resolve(DRAFT), facts(1) + WORDS);
    lookAgain();

    assertThatAllIsThere(2);
    assertThat(directory.resolve(DRAFT)).doesNotExist();
  }

  @Test
  void a_post_whose_old_place_another_one_gets_at_once_keeps_its_words_and_the_other_its_place()
      throws IOException {
    publish(1);
    saveInPlace();
    publish(later("m2", 1), 3);
    publish(later("m1", 2), 1);
    publish(Roundups.held("m2"), 3);
    lookAgain();

    assertThat(file()).hasContent(facts(3));
    assertThat(directory.resolve(POST.replace("14", "16"))).hasContent(facts(1) + WORDS);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void a_post_that_did_not_move_is_not_looked_for_where_another_one_is_by_now() throws IOException {
    publish(1);
    publish(later("m2", 1), 3);
    publish(later("m1", 2), 1);
    publish(Roundups.held("m2"), 3);
    Files.delete(directory.resolve(POST.replace("14", "16")));
    offset = 2;
    restart();
    offset = 4;
    publish(later("m1", 2), 2);
    lookAgain();

    assertThat(file()).hasContent(facts(3));
  }

  private static Roundup.Builder later(String meetupId, int days) {
    return Roundups.held(meetupId).setStartsAt(Roundups.OCTOBER.plus(Duration.ofDays(days)));
  }

  @Test
  void a_save_is_not_lost_in_a_process_that_dies_before_it_has_looked() throws IOException {
    publish(1);
    saves.add(this::saveByRename);
    saves.add(
        () -> {
          throw new Crash();
        });
    assertThatThrownBy(() -> publish(2)).isInstanceOf(Crash.class);
    offset--;
    restart();
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void a_batch_that_waited_for_its_places_when_its_process_died_leaves_nothing_beside_them()
      throws IOException {
    saves.add(
        () -> {
          throw new Crash();
        });
    assertThatThrownBy(() -> press.publish(two())).isInstanceOf(Crash.class);
    assertThat(leftovers()).hasSize(2);
    restart();

    assertThat(leftovers()).isEmpty();
  }

  @Test
  void what_is_tidied_away_while_it_waits_for_its_place_is_written_again() throws IOException {
    saves.add(() -> Files.delete(directory.resolve("_posts/.m2.roundup-tmp")));
    press.publish(two());

    assertThat(file()).hasContent(facts(1));
    assertThat(directory.resolve(POST.replace("10-14", "10-15"))).hasContent(facts(1));
    assertThat(leftovers()).isEmpty();
  }

  private List<Edition> two() {
    return Stream.of(later("m1", 0), later("m2", 1))
        .map(roundup -> new Edition(roundup.setLocation(facts(1)).build(), 0, offset))
        .toList();
  }

  @Test
  void a_process_that_died_before_its_second_look_leaves_that_to_the_next_one() throws IOException {
    publish(1);
    Instant recorded = Clock.systemUTC().instant().minusMillis(1);
    publish(2);
    MissedLooks missed = new MissedLooks(Site.open(directory), MOMENT);
    assertThat(missed.has(log.of("m1"), recorded)).isFalse();

    Files.writeString(file(), facts(1) + WORDS);
    assertThat(missed.has(log.of("m1"), recorded)).isTrue();
    Files.setLastModifiedTime(file(), FileTime.from(recorded.plus(MOMENT)));
    assertThat(missed.has(log.of("m1"), recorded)).isFalse();
    Files.delete(file());
    assertThat(missed.has(log.of("m1"), recorded)).isFalse();
  }

  @Test
  void where_the_system_cannot_swap_a_save_in_place_is_in_the_post_all_the_same()
      throws IOException {
    system = new PortableMover();
    publish(1);
    saves.add(this::saveInPlace);
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void where_files_have_one_name_only_posts_are_written_and_followed_all_the_same()
      throws IOException {
    system = new PortableMover(SaveRaceTest::refuse);
    publish(Roundups.planned("m1"), 1);
    publish(1);
    saves.add(this::saveByRename);
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  @Test
  void where_files_have_one_name_only_nobodys_file_is_replaced_by_a_new_one() throws IOException {
    system = new PortableMover(SaveRaceTest::refuse);
    saves.add(() -> Files.writeString(file(), "Somebody's post\n"));
    publish(1);

    assertThat(file()).hasContent("Somebody's post\n");
    assertThat(leftovers()).isEmpty();
  }

  /** As FAT does, and some network shares. */
  private static void refuse(Path name, Path file) throws IOException {
    throw new FileSystemException(name.toString(), file.toString(), "Operation not permitted");
  }

  @Test
  void where_the_system_cannot_swap_a_save_outlives_a_crash_in_the_middle() throws IOException {
    publish(1);
    saves.add(this::saveInPlace);
    system = new HalfSwap();
    assertThatThrownBy(() -> publish(2)).isInstanceOf(Crash.class);
    offset--;
    system = new PortableMover();
    restart();
    publish(2);
    lookAgain();

    assertThatAllIsThere(2);
  }

  /** Dies between the steps of a swap. */
  private static final class HalfSwap implements Mover {
    @Override
    public void create(Path from, Path to) throws IOException {
      new PortableMover().create(from, to);
    }

    @Override
    public void swap(Path one, Path other) throws IOException {
      Files.createLink(one.resolveSibling(one.getFileName() + PortableMover.ASIDE), other);
      replace(one, other);
      throw new Crash();
    }
  }
}
