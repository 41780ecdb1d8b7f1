package dev.roundup.sink.post;

import java.util.List;

/**
 * A post, and which part of it says what.
 *
 * <p>The blocks are sorted by their start, an outer block before those within it. The outermost
 * blocks lie end to end and cover the whole text: what the template did not put into a block is a
 * block named {@code text/1}, {@code text/2} and so on, and blank lines belong to the block before
 * them. So a post can be taken apart and put together again without losing a character.
 */
public record RenderedPost(String text, List<Block> blocks) {
  /** Copies the list. */
  public RenderedPost {
    blocks = List.copyOf(blocks);
  }

  /** The characters of one of the blocks. */
  public String text(Block block) {
    return text.substring(block.start(), block.end());
  }
}
