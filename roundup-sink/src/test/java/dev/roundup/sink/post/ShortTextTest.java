package dev.roundup.sink.post;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShortTextTest {
  private static final String LINK = "https://blog.example/a/very/long/address.html";

  @Test
  void what_fits_stays_as_it_is() {
    String text = "é".repeat(ShortText.MOST - 2) + " 🎉";

    assertThat(ShortText.of(text)).isEqualTo(text + "\n");
  }

  @Test
  void a_longer_text_loses_whole_words_before_its_link() {
    String text = ShortText.of("word, ".repeat(200) + "\n\n" + LINK);

    assertThat(text).endsWith("word…\n\n" + LINK + "\n");
    assertThat(text.strip().length()).isBetween(ShortText.MOST - 6, ShortText.MOST);
  }

  @Test
  void a_link_within_the_text_is_there_whole_or_not_at_all() {
    String text = ShortText.of("w".repeat(480) + " " + LINK + " and more");

    assertThat(text).isEqualTo("w".repeat(480) + "…\n");
  }

  @Test
  void one_word_that_is_too_long_is_cut_between_characters() {
    assertThat(ShortText.of("🎉".repeat(600))).isEqualTo("🎉".repeat(499) + "…\n");
  }

  @Property(tries = 200)
  void it_always_fits(
      @ForAll @StringLength(max = 1200) @CharRange(from = ' ', to = 'z') String words) {
    String text = ShortText.of(words + "\n\n" + LINK).strip();

    assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(ShortText.MOST);
    assertThat(text).endsWith(LINK);
  }
}
