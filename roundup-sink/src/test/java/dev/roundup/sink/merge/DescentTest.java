package dev.roundup.sink.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescentTest {
  private static final String EARLIER = "Ines spoke of threads.\n\nWe had soup.\n";
  private static final String LATER =
      "Ines spoke of [threads](https://v.example/1).\n\nWe had soup.\n\nRui won a book.\n";

  @Test
  void what_shows_a_line_that_the_later_one_brought_is_from_that() {
    assertThat(isFromLater("We had cake.\n\nRui won a book.\n")).isTrue();
  }

  @Test
  void what_shows_none_of_them_is_from_the_earlier_one() {
    assertThat(isFromLater("Ines spoke well of threads.\n\nWe had soup.\n\nHello.\n")).isFalse();
  }

  @Test
  void a_line_that_people_made_of_a_new_one_tells_too() {
    assertThat(isFromLater("We had soup.\n\nRui won a very good book.\n")).isTrue();
    assertThat(isFromLater("Ines spoke at length of [threads](https://v.example/1).\n")).isTrue();
  }

  @Test
  void a_short_line_that_is_like_a_new_one_by_chance_tells_nothing() {
    String later = EARLIER + "\n*Seen by Rui*\n";
    assertThat(Descent.isFromLater("# seen by Ana\n\n" + EARLIER, EARLIER, later)).isFalse();
  }

  @Test
  void where_the_later_one_only_took_away_what_shows_that_is_from_the_earlier_one() {
    assertThat(Descent.isFromLater(EARLIER + "\nHello.\n", EARLIER, "We had soup.\n")).isFalse();
    assertThat(Descent.isFromLater("We had cake.\n", EARLIER, "We had soup.\n")).isTrue();
  }

  private static boolean isFromLater(String people) {
    return Descent.isFromLater(people, EARLIER, LATER);
  }
}
