package dev.roundup.sink.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownLinksTest {
  @Test
  void links_and_images_are_found_at_any_depth_and_not_in_code() {
    assertThat(MarkdownLinks.of("> - [![a](/a.jpg)](/b) and\n> - [c][1]\n\n`[d](/d)`\n\n[1]: /c\n"))
        .containsExactlyInAnyOrder("/a.jpg", "/b", "/c");
  }

  @Test
  void a_text_that_is_nested_without_end_has_none() {
    int depth = 400_000;

    assertThat(MarkdownLinks.of("![".repeat(depth) + "](/b)".repeat(depth))).isEmpty();
  }
}
