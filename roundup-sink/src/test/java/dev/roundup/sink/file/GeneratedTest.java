package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.sink.post.Block;
import dev.roundup.sink.post.RenderedPost;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedTest {
  @Test
  void a_post_comes_out_as_it_was_packed_however_long_its_blocks_are_named() {
    Block block = new Block("talk/" + "Ærø".repeat(30_000), 0, 4);
    RenderedPost post = new RenderedPost("One.\n", List.of(block));

    assertThat(Generated.of(post).post()).isEqualTo(post);
  }
}
