package dev.roundup.sink.merge;

import dev.roundup.sink.post.RenderedPost;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The three texts in pieces, and which piece of one is which of the others. */
final class Sides {
  final Cut base;
  final Cut human;
  final Cut generated;
  final BlockPaths inBase;
  final BlockPaths inGenerated;
  final Alignment edit;
  final Alignment regeneration;

  /** Units of a block of the base: how many, and how many of them people left. */
  private record Left(int of, int left) {}

  private final Map<String, Left> blocks = new HashMap<>();
  private final boolean nothingLeft;

  Sides(RenderedPost base, String human, RenderedPost generated, boolean wholeFrontMatter) {
    this.base = cut(base.text(), wholeFrontMatter);
    this.human = cut(human, wholeFrontMatter);
    this.generated = cut(generated.text(), wholeFrontMatter);
    inBase = new BlockPaths(base, this.base);
    inGenerated = new BlockPaths(generated, this.generated);
    regeneration = Alignment.ofRegeneration(this.base, inBase, this.generated, inGenerated);
    edit = Alignment.ofEdit(this.base, this.human, this.generated, regeneration);
    int left = 0;
    for (int b = 0; b < this.base.size(); b++) {
      Left unit = new Left(1, edit.right(b) >= 0 ? 1 : 0);
      left += unit.left;
      for (String block : inBase.of(b)) {
        blocks.merge(block, unit, (x, y) -> new Left(x.of + y.of, x.left + y.left));
      }
    }
    nothingLeft = left == 0 && this.base.size() > 0;
  }

  private static Cut cut(String text, boolean wholeFrontMatter) {
    return wholeFrontMatter ? Cut.withWholeFrontMatter(text) : Cut.of(text);
  }

  boolean hasOpaqueFrontMatter() {
    return base.isOpaque() || human.isOpaque() || generated.isOpaque();
  }

  /**
   * Whether people took out all of one of the blocks around this unit of the generated post, or all
   * of the post.
   */
  boolean isInDeletedBlock(int g) {
    if (nothingLeft) {
      return true;
    }
    return inGenerated.of(g).stream()
        .filter(BlockPaths::isNamed)
        .map(blocks::get)
        .anyMatch(block -> block != null && block.left == 0);
  }

  /** The list item that this unit of the generated post is below, or -1. */
  int parent(int g) {
    int depth = generated.unit(g).depth();
    for (int at = g - 1; depth > 0 && at >= 0 && generated.unit(at).isInList(); at--) {
      if (generated.unit(at).depth() == depth - 1) {
        return at;
      }
    }
    return -1;
  }

  /** Links that people put in. */
  Set<String> linksOfPeople() {
    Set<String> links = new HashSet<>();
    for (int h = 0; h < human.size(); h++) {
      Unit unit = human.unit(h);
      Unit before = edit.left(h) >= 0 ? base.unit(edit.left(h)) : null;
      if (before == null || !unit.says(before)) {
        Set<String> here = new HashSet<>(unit.words().links());
        here.removeAll(before == null ? Set.of() : before.words().links());
        links.addAll(here);
      }
    }
    return links;
  }

  /** The innermost block of a piece, by its new name if it has one. */
  String block(Piece piece) {
    if (piece.generated >= 0) {
      return inGenerated.innermost(piece.generated);
    }
    return piece.base >= 0 ? inBase.innermost(piece.base) : "";
  }

  /** Text of ours as it must look among people's lines. */
  String inLineEndsOfPeople(String text) {
    return human.isCrlf() && !generated.isCrlf() ? Eol.crlf(text) : text;
  }

  List<String> path(int g) {
    return inGenerated.of(g);
  }
}
