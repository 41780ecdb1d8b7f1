package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.view.Series;
import dev.roundup.sink.post.Format;
import java.nio.file.Path;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostPlaceTest {
  @Test
  void a_meetup_that_was_held_has_a_post_with_its_date() {
    assertThat(PostPlace.of(Roundups.held("m1").build()).path())
        .isEqualTo("_posts/2026-10-14-ports-adapters-roundup.md");
  }

  @Test
  void a_meetup_that_is_yet_to_come_has_a_draft_by_its_id() {
    assertThat(PostPlace.of(Roundups.planned("m1").build()).path()).isEqualTo("_drafts/m1.md");
    assertThat(PostPlace.of(Roundups.planned("m1").build(), Format.HUGO).path())
        .isEqualTo("content/drafts/m1.md");
  }

  @Test
  void the_date_is_the_one_where_people_met() {
    Instant lateInHonolulu = Instant.parse("2026-10-15T06:00:00Z");

    assertThat(
            PostPlace.of(
                    Roundups.held("m1")
                        .setStartsAt(lateInHonolulu)
                        .setTimeZone("Pacific/Honolulu")
                        .build())
                .path())
        .startsWith("_posts/2026-10-14-");
  }

  @Test
  void without_a_title_series_and_month_name_the_post() {
    assertThat(PostPlace.of(Roundups.held("m1").setTitle(null).build()).slug())
        .isEqualTo("harbour-jvm-october-2026-roundup");
  }

  @Test
  void a_series_without_a_letter_leaves_the_id() {
    assertThat(
            PostPlace.of(
                    Roundups.held("harbour-10")
                        .setTitle(null)
                        .setSeries(new Series("x", "🎉"))
                        .build())
                .slug())
        .isEqualTo("harbour-10-roundup");
  }

  @ParameterizedTest
  @CsvSource({
    "Ærø's Ønsker på dansk,aeros-onsker-pa-dansk-roundup",
    "Straße nach Łódź,strasse-nach-lodz-roundup",
    "İstanbul,istanbul-roundup",
    "../../etc/passwd,etc-passwd-roundup",
    "October Roundup,october-roundup",
    "C# & F#: <b>who</b> wins?,c-f-b-who-b-wins-roundup",
  })
  void titles_become_plain_words(String title, String slug) {
    assertThat(PostPlace.of(Roundups.held("m1").setTitle(title).build()).slug()).isEqualTo(slug);
  }

  @ParameterizedTest
  @ValueSource(strings = {"🎉🎉🎉", "לילה טוב", "مرحبا", "\u0000", "...", "", "\ud83d", "---"})
  void titles_without_a_plain_letter_leave_the_id(String title) {
    assertThat(PostPlace.of(Roundups.held("harbour-10").setTitle(title).build()).slug())
        .isEqualTo("harbour-10-roundup");
  }

  @Test
  void a_long_title_ends_at_a_word() {
    String title = "evening ".repeat(1250);

    assertThat(PostPlace.of(Roundups.held("m1").setTitle(title).build()).slug())
        .isEqualTo("evening-".repeat(10) + "roundup");
  }

  @Test
  void a_long_title_without_a_word_is_cut() {
    assertThat(PostPlace.of(Roundups.held("m1").setTitle("x".repeat(10_000)).build()).slug())
        .hasSize(Slug.LONGEST);
  }

  @Property
  void whatever_the_title_the_path_is_plain_and_stays_where_it_belongs(
      @ForAll("titles") String title, @ForAll boolean held) {
    PostPlace place =
        PostPlace.of(Roundups.planned("harbour-10").setHeld(held).setTitle(title).build());

    assertThat(place.slug())
        .matches("[a-z0-9]+(-[a-z0-9]+)*")
        .hasSizeLessThanOrEqualTo(Slug.LONGEST);
    assertThat(Path.of("/site").resolve(place.path()).normalize().getParent())
        .isEqualTo(Path.of("/site", held ? "_posts" : "_drafts"));
  }

  @Property
  void every_candidate_is_plain_and_differs_from_those_before(@ForAll("titles") String title) {
    assertThat(
            PostPlace.candidates(Roundups.held("harbour-10").build(), Slug.words("a" + title))
                .limit(5)
                .map(PostPlace::slug))
        .doesNotHaveDuplicates()
        .allMatch(slug -> slug.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Provide
  Arbitrary<String> titles() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(300),
        Arbitraries.strings().ascii().ofMaxLength(120),
        Arbitraries.strings()
            .withChars("./\\-_ \u0000aé\u0301ßİ\u202e\ud83c\udf89")
            .ofMaxLength(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../m1", "m1/..", "", "M1", "-m1", "m1\u0000"})
  void an_id_that_could_be_a_path_is_a_fault(String meetupId) {
    assertThat(PostPlace.fault(Roundups.held(meetupId).build())).isPresent();
  }

  @Test
  void a_zone_that_nobody_knows_is_a_fault() {
    assertThat(PostPlace.fault(Roundups.held("m1").setTimeZone("Mars/Olympus").build()))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("Mars/Olympus"));
  }

  @Test
  void a_year_of_five_digits_is_a_fault() {
    assertThat(
            PostPlace.fault(
                Roundups.held("m1").setStartsAt(Instant.parse("+12026-10-14T16:30:00Z")).build()))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("12026"));
  }

  @Test
  void a_usual_roundup_has_no_fault() {
    assertThat(PostPlace.fault(Roundups.held("m1").build())).isEmpty();
  }
}
