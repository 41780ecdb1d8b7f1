package dev.roundup.sink.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which unit of one post is which of another. */
final class Alignment {
  /** People change words, and much more than that. */
  private static final double EDITED = 0.4;

  /** The facts change words; a list's item that says something else is another item. */
  private static final double REGENERATED = 0.5;

  private static final double MOVED = 0.7;

  private final int[] toRight;
  private final int[] toLeft;

  private Alignment(Aligner aligner) {
    toRight = aligner.toRight();
    toLeft = aligner.toLeft();
  }

  /** The partner of the left post's unit, or less than 0. */
  int right(int left) {
    return toRight[left];
  }

  /** The partner of the right post's unit, or less than 0. */
  int left(int right) {
    return toLeft[right];
  }

  /**
   * What people made of a generated post. Where they say just what the facts say now, they mean the
   * same thing.
   */
  static Alignment ofEdit(Cut base, Cut human, Cut generated, Alignment regeneration) {
    Aligner aligner = new Aligner(base.units(), human.units());
    frontMatter(base, human, aligner);
    int[] left = body(base);
    int[] right = body(human);
    aligner.sameTextInOrder(left, right);
    aligner.sameTextElsewhere(left, right);
    saidByFacts(human, generated, regeneration, aligner);
    aligner.likeTextInOrder(left, right, EDITED);
    aligner.likeTextElsewhere(left, right, MOVED);
    aligner.loneInGap(left, right, (a, b) -> a.kind() == b.kind());
    return new Alignment(aligner);
  }

  private static void saidByFacts(
      Cut human, Cut generated, Alignment regeneration, Aligner aligner) {
    Map<String, Deque<Integer>> facts = new HashMap<>();
    for (int g : body(generated)) {
      int b = regeneration.left(g);
      if (b < 0 || aligner.toRight()[b] < 0) {
        facts.computeIfAbsent(generated.unit(g).text(), k -> new ArrayDeque<>()).add(g);
      }
    }
    for (int h : body(human)) {
      Deque<Integer> same = facts.get(human.unit(h).text());
      if (aligner.toLeft()[h] < 0 && same != null && !same.isEmpty()) {
        int b = regeneration.left(same.poll());
        if (b >= 0) {
          aligner.pair(b, h);
        } else {
          aligner.setApart(h);
        }
      }
    }
  }

  /** What the facts made of it: block by block, and what is left over, wherever it is. */
  static Alignment ofRegeneration(Cut base, BlockPaths left, Cut generated, BlockPaths right) {
    Aligner aligner = new Aligner(base.units(), generated.units());
    if (base.says(generated)) {
      for (int i = 0; i < base.size(); i++) {
        aligner.pair(i, i);
      }
      return new Alignment(aligner);
    }
    frontMatter(base, generated, aligner);
    Map<String, int[]> onRight = byBlock(generated, right);
    byBlock(base, left)
        .forEach((block, units) -> within(units, onRight.getOrDefault(block, NONE), aligner));
    within(unnamed(base, left), unnamed(generated, right), aligner);
    aligner.sameTextElsewhere(body(base), body(generated));
    return new Alignment(aligner);
  }

  /** What a post that was there before says of what the facts say. */
  static Alignment ofAdoption(Cut generated, Cut human) {
    Aligner aligner = new Aligner(generated.units(), human.units());
    int[] left = body(generated);
    int[] right = body(human);
    aligner.sameTextInOrder(left, right);
    aligner.sameTextElsewhere(left, right);
    aligner.likeTextInOrder(left, right, REGENERATED);
    aligner.likeTextElsewhere(left, right, MOVED);
    return new Alignment(aligner);
  }

  private static final int[] NONE = {};

  private static void within(int[] left, int[] right, Aligner aligner) {
    aligner.sameTextInOrder(left, right);
    aligner.sameTextElsewhere(left, right);
    aligner.likeTextInOrder(left, right, REGENERATED);
    aligner.likeTextElsewhere(left, right, MOVED);
    aligner.loneInGap(
        left,
        right,
        (a, b) -> a.kind() == b.kind() && (a.kind() == Kind.PARAGRAPH || a.kind() == Kind.HEADING));
  }

  private static void frontMatter(Cut left, Cut right, Aligner aligner) {
    Map<String, Integer> byName = new HashMap<>();
    for (int r = 0; r < right.size() && right.unit(r).kind().isFrontMatter(); r++) {
      if (right.unit(r).kind() != Kind.COMMENT) {
        byName.put(name(right.unit(r)), r);
      }
    }
    for (int l = 0; l < left.size() && left.unit(l).kind().isFrontMatter(); l++) {
      Integer r = left.unit(l).kind() == Kind.COMMENT ? null : byName.get(name(left.unit(l)));
      if (r != null) {
        aligner.pair(l, r);
      }
    }
    aligner.sameTextInOrder(comments(left), comments(right));
  }

  static String name(Unit unit) {
    return unit.kind() + " " + unit.key();
  }

  private static int[] comments(Cut cut) {
    return Aligner.where(cut.units(), i -> cut.unit(i).kind() == Kind.COMMENT);
  }

  private static int[] body(Cut cut) {
    return Aligner.where(cut.units(), i -> !cut.unit(i).kind().isFrontMatter());
  }

  private static int[] unnamed(Cut cut, BlockPaths paths) {
    return Aligner.where(
        cut.units(),
        i -> !cut.unit(i).kind().isFrontMatter() && !BlockPaths.isNamed(paths.innermost(i)));
  }

  private static Map<String, int[]> byBlock(Cut cut, BlockPaths paths) {
    Map<String, List<Integer>> byBlock = new LinkedHashMap<>();
    for (int i : body(cut)) {
      if (BlockPaths.isNamed(paths.innermost(i))) {
        byBlock.computeIfAbsent(paths.innermost(i), k -> new ArrayList<>()).add(i);
      }
    }
    Map<String, int[]> arrays = new LinkedHashMap<>();
    byBlock.forEach((k, v) -> arrays.put(k, v.stream().mapToInt(Integer::intValue).toArray()));
    return arrays;
  }
}
