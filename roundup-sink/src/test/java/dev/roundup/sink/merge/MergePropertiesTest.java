package dev.roundup.sink.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.sink.post.RenderedPost;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MergePropertiesTest {
  private static final Pattern HAND = Pattern.compile("hand\\d+[a-z]+");
  private static final Pattern FACT = Pattern.compile("fact\\d+[a-z]+");

  /**
   * The three texts, and what becomes of them.
   *
   * @param isRearrangedByBoth whether people moved things, and the facts moved things or took some
   *     away; whose order wins may then depend on how much each has moved, and of which piece
   *     people made a line, if it could be several, on which of them are still around it
   */
  private record Case(
      RenderedPost base, String human, RenderedPost generated, boolean isRearrangedByBoth) {
    static Case of(List<HandEdit> edits, List<FactChange> facts) {
      Evening evening = Evening.sample();
      RenderedPost base = evening.post();
      FactChange.apply(facts, evening);
      boolean rearranged =
          edits.stream().anyMatch(edit -> HandEdit.REORDERING.contains(edit.what()))
              && facts.stream().anyMatch(fact -> FactChange.REARRANGING.contains(fact.what()));
      return new Case(base, HandEdit.apply(edits, base.text()), evening.post(), rearranged);
    }

    Merged merged() {
      return Merge.woven(base, human, generated);
    }
  }

  @Property(tries = 200)
  void a_post_that_nobody_edited_becomes_what_is_generated(
      @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(List.of(), facts);

    Merged merged = given.merged();

    assertThat(merged.text()).isEqualTo(given.generated.text());
    assertThat(merged.collisions()).isEmpty();
  }

  @Property(tries = 200)
  void a_post_without_new_facts_stays_as_people_left_it(@ForAll("edits") List<HandEdit> edits) {
    Case given = Case.of(edits, List.of());

    Merged merged = given.merged();

    assertThat(merged.text()).isEqualTo(given.human);
    assertThat(merged.collisions()).isEmpty();
  }

  @Property(tries = 200)
  void no_word_of_people_is_ever_lost(
      @ForAll("edits") List<HandEdit> edits, @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);

    assertThat(words(HAND, given.merged().text())).isEqualTo(words(HAND, given.human));
  }

  @Property(tries = 200)
  void every_new_word_of_the_facts_is_in_the_post_or_told(
      @ForAll("edits") List<HandEdit> edits, @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);

    Merged merged = given.merged();

    Stream<String> told =
        Stream.concat(
            merged.collisions().stream().map(Collision::facts),
            merged.notes().stream()
                .filter(note -> note.what() == Note.What.STAYS_DELETED)
                .map(Note::text));
    String found = merged.text() + told.collect(Collectors.joining(" "));
    assertThat(words(FACT, found)).containsAll(words(FACT, given.generated.text()));
  }

  @Property(tries = 200)
  void nothing_is_said_twice(
      @ForAll("edits") List<HandEdit> edits, @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);

    Map<String, Long> people = lines(given.human);
    Map<String, Long> generated = lines(given.generated.text());

    lines(given.merged().text())
        .forEach(
            (line, times) ->
                assertThat(times)
                    .as(line)
                    .isLessThanOrEqualTo(
                        Math.max(
                            1,
                            Math.max(
                                people.getOrDefault(line, 0L), generated.getOrDefault(line, 0L)))));
  }

  @Property(tries = 200)
  void merging_the_merged_post_again_changes_nothing(
      @ForAll("edits") List<HandEdit> edits, @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);

    String merged = given.merged().text();

    assertThat(Merge.woven(given.generated, merged, given.generated).text()).isEqualTo(merged);
    String fromOldBase = Merge.woven(given.base, merged, given.generated).text();
    if (given.isRearrangedByBoth()) {
      assertThat(words(HAND, fromOldBase)).isEqualTo(words(HAND, merged));
    } else {
      assertThat(fromOldBase).isEqualTo(merged);
    }
    assertThat(given.merged()).isEqualTo(given.merged());
  }

  @Property(tries = 200)
  void front_matter_that_parses_goes_on_parsing(
      @ForAll("edits") List<HandEdit> edits, @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);

    boolean parsed = !Cut.of(given.human).isOpaque();

    assertThat(Cut.of(given.merged().text()).isOpaque()).isEqualTo(!parsed);
  }

  @Property(tries = 200)
  void what_people_add_changes_nothing_around_it(
      @ForAll("additionsByHand") List<HandEdit> edits, @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);

    Merged merged = given.merged();

    if (merged.collisions().isEmpty()) {
      assertThat(without(HAND, merged.text())).isEqualTo(without(HAND, given.generated.text()));
    }
  }

  @Property(tries = 200)
  void what_the_facts_add_changes_nothing_around_it(
      @ForAll("edits") List<HandEdit> edits, @ForAll("additionsOfFacts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);

    Merged merged = given.merged();

    assertThat(without(FACT, merged.text())).containsSubsequence(without(FACT, given.human));
    assertThat(merged.collisions()).isEmpty();
  }

  @Property(tries = 200)
  void line_ends_stay_as_people_have_them(
      @ForAll("edits") List<HandEdit> edits, @ForAll("facts") List<FactChange> facts) {
    Case given = Case.of(edits, facts);
    String windows = Eol.crlf(given.human);

    Merged merged = Merge.woven(given.base, windows, given.generated);

    assertThat(merged.text()).isEqualTo(Eol.crlf(given.merged().text()));
  }

  @Provide
  Arbitrary<List<HandEdit>> edits() {
    return HandEdit.some(List.of(HandEdit.What.values()));
  }

  @Provide
  Arbitrary<List<HandEdit>> additionsByHand() {
    return HandEdit.some(HandEdit.ADDITIONS);
  }

  @Provide
  Arbitrary<List<FactChange>> facts() {
    return FactChange.some(List.of(FactChange.What.values()));
  }

  @Provide
  Arbitrary<List<FactChange>> additionsOfFacts() {
    return FactChange.some(FactChange.ADDITIONS);
  }

  private static Set<String> words(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Long> lines(String text) {
    return visible(text).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static List<String> without(Pattern pattern, String text) {
    return visible(text).filter(line -> !pattern.matcher(line).find()).toList();
  }

  private static Stream<String> visible(String text) {
    return Arrays.stream(text.split("\\R")).filter(line -> !line.isBlank());
  }
}
