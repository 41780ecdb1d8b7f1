package dev.roundup.sink.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.post.KeptAgainstFacts;
import dev.roundup.schemas.topic.StatedFacts;
import dev.roundup.schemas.topic.StatedFacts.Stated;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Edition;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.post.Block;
import dev.roundup.sink.post.RenderedPost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTest {
  private static final Stated SCHEDULED =
      new Stated("MeetupScheduled", "f-1", "/cli", "2026-10-01T09:00:00Z");
  private static final Stated TAKEAWAYS =
      new Stated("TakeawaysShared", "f-2", "/desk/anna", "2026-10-15T08:12:00Z");

  private static Roundup roundup(int going) {
    Roundup roundup = Roundups.held("m1").build();
    Attendance attendance = Attendance.newBuilder(roundup.getAttendance()).setGoing(going).build();
    return Roundup.newBuilder(roundup).setAttendance(attendance).build();
  }

  /** A talk with its takeaways in it. */
  private static RenderedPost post(String opening, String takeaways) {
    String text = opening + "\nA talk.\n" + takeaways + "\n";
    int talk = opening.length() + 1;
    return new RenderedPost(
        text,
        List.of(
            new Block("opening", 0, talk),
            new Block("talk/loom", talk, text.length()),
            new Block("talk/loom/takeaways", talk + 8, text.length())));
  }

  private static Told told(Roundup roundup, RenderedPost post, Stated... facts) {
    Edition edition =
        new Edition(roundup, 0, 0, Optional.of(new StatedFacts(facts.length, List.of(facts))));
    return Told.of(edition, Optional.of(post));
  }

  @Test
  void a_first_commit_tells_the_facts_it_follows_from_and_who_stated_them() {
    Told now = told(roundup(40), post("Hello", "One"), TAKEAWAYS, SCHEDULED);

    assertThat(Message.of(roundup(40), null, now, List.of()))
        .isEqualTo(
            """
            Post of Ports & Adapters, 2026-10-14

            It follows from these facts, the latest first:
            - TakeawaysShared at 2026-10-15T08:12:00Z, stated by /desk/anna (f-2)
            - MeetupScheduled at 2026-10-01T09:00:00Z, stated by /cli (f-1)
            Answers and check-ins: going 40

            Meetup: m1
            """);
  }

  @Test
  void a_later_commit_tells_what_changed_and_the_new_facts_alone() {
    Told before = told(roundup(40), post("Hello", "One"), SCHEDULED);
    Told now = told(roundup(42), post("Hello", "Two"), TAKEAWAYS, SCHEDULED);

    assertThat(Message.of(roundup(42), before, now, List.of()))
        .isEqualTo(
            """
            Post of Ports & Adapters, 2026-10-14

            Changed: talk/loom/takeaways
            Facts that are new since the last commit, the latest first:
            - TakeawaysShared at 2026-10-15T08:12:00Z, stated by /desk/anna (f-2)
            Answers and check-ins: going 42 (was 40)

            Meetup: m1
            """);
  }

  @Test
  void a_commit_without_new_facts_says_so() {
    Told before = told(roundup(40), post("Hello", "One"), SCHEDULED);
    Told now = told(roundup(40), post("Good evening", "One"), SCHEDULED);

    assertThat(Message.of(roundup(40), before, now, List.of()))
        .contains("Changed: opening\n")
        .contains("No fact is new, but of answers, check-ins or the series.\n");
  }

  @Test
  void collisions_are_listed_by_block() {
    Told now = told(roundup(0), post("Hello", "One"), SCHEDULED);

    assertThat(
            Message.of(
                roundup(0),
                now,
                now,
                List.of(new KeptAgainstFacts("opening", "Hi", "Hello", "BOTH_CHANGED"))))
        .contains(
            """
            What people wrote was kept, against the facts:
            - opening: people and facts changed the same words
            """);
  }

  @Test
  void facts_whose_number_has_no_end_are_counted() {
    Stated[] many =
        IntStream.range(0, 40)
            .mapToObj(i -> new Stated("NoteWritten", "n-" + i, "/cli", "2026-10-15T08:12:00Z"))
            .toArray(Stated[]::new);
    Told now =
        Told.of(
            new Edition(roundup(0), 0, 0, Optional.of(new StatedFacts(100, List.of(many)))),
            Optional.empty());

    assertThat(Message.of(roundup(0), null, now, List.of())).contains("- and 80 more\n");
  }

  @Test
  void whatever_an_id_or_a_source_holds_it_stays_in_its_line() {
    Told now =
        told(
            roundup(0),
            post("", ""),
            new Stated("NoteWritten", "a\nSigned-off-by: x", "/c\r\u2028li", "t"));

    assertThat(Message.of(roundup(0), null, now, List.of()))
        .contains("- NoteWritten at t, stated by /c li (a Signed-off-by: x)\n");
  }

  @Test
  void what_was_told_is_known_after_a_restart_and_what_cannot_be_read_is_not(
      @TempDir Path directory) throws Exception {
    Told told = told(roundup(40), post("Hello", "One"), TAKEAWAYS, SCHEDULED);
    told.write(directory, "m1");

    assertThat(Told.read(directory, "m1")).contains(told);
    assertThat(Told.read(directory, "m2")).isEmpty();
    Files.writeString(directory.resolve("told/m1.json"), "{\"facts\":");
    assertThat(Told.read(directory, "m1")).isEmpty();
  }
}
