package dev.roundup.sink.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void links_are_found_by_their_destinations() {
    assertThat(
            Words.links(
                "See [slides](/s/1.pdf \"all of them\"), [![a photo](a.jpg)](<https://a.example/b>),"
                    + " <https://c.example/(d)> and https://e.example/f."))
        .containsExactly(
            "/s/1.pdf",
            "a.jpg",
            "https://a.example/b",
            "https://c.example/(d",
            "https://e.example/f.");
  }

  @Test
  void a_picture_with_a_caption_of_three_words_is_little_more_than_a_link() {
    assertThat(Words.isLittleMoreThanLinks("![the whole room](a.jpg \"b\") Photo: Ida N."))
        .isTrue();
    assertThat(Words.isLittleMoreThanLinks("![](a.jpg) Photo: Ida of Harbour JVM")).isFalse();
    assertThat(Words.isLittleMoreThanLinks("No link")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"](", "[", "[](", "](a ", "](<a", "https://", "a'", "\u0301"})
  void a_long_text_is_read_but_once(String unit) {
    String text = unit.repeat(300_000 / unit.length());

    boolean links =
        assertTimeoutPreemptively(PATIENCE, () -> Words.isLittleMoreThanLinks("a b c d" + text));

    assertThat(links).isFalse();
  }
}
