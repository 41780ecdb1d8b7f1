package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * Finds which unit of one text is which of another: the same words in the same order first, then
 * the same words elsewhere (moved), then much the same words between what is known already, then
 * much the same words elsewhere.
 */
final class Aligner {
  /** Below this, every pair is compared; above, only those that share a rare word. */
  private static final int FEW_PAIRS = 20_000;

  private static final int RARE = 20;

  private static final int NONE = -1;
  private static final int APART = -2;

  private final List<Unit> left;
  private final List<Unit> right;
  private final int[] toRight;
  private final int[] toLeft;

  Aligner(List<Unit> left, List<Unit> right) {
    this.left = left;
    this.right = right;
    toRight = new int[left.size()];
    toLeft = new int[right.size()];
    Arrays.fill(toRight, NONE);
    Arrays.fill(toLeft, NONE);
  }

  /** Says that the unit on the right is like none on the left. */
  void setApart(int r) {
    toLeft[r] = APART;
  }

  private record Pair(int left, int right, double likeness) {}

  /** The partner of each unit on the left, or less than 0. */
  int[] toRight() {
    return toRight;
  }

  /** The partner of each unit on the right, or less than 0. */
  int[] toLeft() {
    return toLeft;
  }

  void pair(int l, int r) {
    toRight[l] = r;
    toLeft[r] = l;
  }

  void sameTextInOrder(int[] ls, int[] rs) {
    int[] freeLeft = free(ls, toRight);
    int[] freeRight = free(rs, toLeft);
    Map<String, Integer> numbers = new HashMap<>();
    int[] matched = Lcs.of(numbered(freeLeft, left, numbers), numbered(freeRight, right, numbers));
    for (int i = 0; i < matched.length; i++) {
      if (matched[i] >= 0) {
        pair(freeLeft[i], freeRight[matched[i]]);
      }
    }
  }

  /** Text that is left over once on each side. */
  void sameTextElsewhere(int[] ls, int[] rs) {
    Map<String, List<Integer>> onRight = byText(free(rs, toLeft), right);
    byText(free(ls, toRight), left)
        .forEach(
            (text, indices) -> {
              List<Integer> partners = onRight.getOrDefault(text, List.of());
              if (indices.size() == 1 && partners.size() == 1) {
                pair(indices.get(0), partners.get(0));
              }
            });
  }

  void likeTextInOrder(int[] ls, int[] rs, double least) {
    for (int[][] gap : gaps(ls, rs)) {
      for (Pair pair :
          heaviestChain(candidates(free(gap[0], toRight), free(gap[1], toLeft), least))) {
        pair(pair.left, pair.right);
      }
    }
  }

  void likeTextElsewhere(int[] ls, int[] rs, double least) {
    List<Pair> pairs = candidates(free(ls, toRight), free(rs, toLeft), least);
    pairs.sort(Comparator.comparingDouble((Pair p) -> -p.likeness).thenComparing(p -> p.left));
    for (Pair pair : pairs) {
      if (toRight[pair.left] == NONE && toLeft[pair.right] == NONE) {
        pair(pair.left, pair.right);
      }
    }
  }

  /**
   * What alone is left on both sides of a gap is one thing, written anew; unless it comes after
   * something that was moved out of the gap or into it: then it belongs to that.
   */
  void loneInGap(int[] ls, int[] rs, BiPredicate<Unit, Unit> may) {
    for (int[][] gap : gaps(ls, rs)) {
      int[] freeLeft = free(gap[0], toRight);
      int[] freeRight = free(gap[1], toLeft);
      if (freeLeft.length == 1
          && freeRight.length == 1
          && !beginsWithMoved(gap[0], toRight)
          && !beginsWithMoved(gap[1], toLeft)
          && may.test(left.get(freeLeft[0]), right.get(freeRight[0]))) {
        pair(freeLeft[0], freeRight[0]);
      }
    }
  }

  private static boolean beginsWithMoved(int[] gap, int[] partners) {
    return Arrays.stream(gap)
        .map(i -> partners[i])
        .filter(partner -> partner != APART)
        .limit(1)
        .anyMatch(partner -> partner >= 0);
  }

  static int[] where(List<Unit> units, IntPredicate wanted) {
    int[] indices = new int[units.size()];
    int n = 0;
    for (int i = 0; i < indices.length; i++) {
      if (wanted.test(i)) {
        indices[n++] = i;
      }
    }
    return Arrays.copyOf(indices, n);
  }

  private static int[] free(int[] indices, int[] partners) {
    return Arrays.stream(indices).filter(i -> partners[i] == NONE).toArray();
  }

  private static int[] numbered(int[] indices, List<Unit> units, Map<String, Integer> numbers) {
    return Arrays.stream(indices)
        .map(i -> numbers.computeIfAbsent(units.get(i).text(), k -> numbers.size()))
        .toArray();
  }

  private static Map<String, List<Integer>> byText(int[] indices, List<Unit> units) {
    Map<String, List<Integer>> byText = new HashMap<>();
    for (int i : indices) {
      byText.computeIfAbsent(units.get(i).text(), k -> new ArrayList<>()).add(i);
    }
    return byText;
  }

  /** What is between what is known and was not moved, on both sides. */
  private List<int[][]> gaps(int[] ls, int[] rs) {
    int[] position = new int[right.size()];
    Arrays.fill(position, -1);
    for (int i = 0; i < rs.length; i++) {
      position[rs[i]] = i;
    }
    int[] known =
        Arrays.stream(ls).filter(l -> toRight[l] >= 0 && position[toRight[l]] >= 0).toArray();
    boolean[] still = Lcs.rising(Arrays.stream(known).map(l -> position[toRight[l]]).toArray());
    List<int[][]> gaps = new ArrayList<>();
    int l = 0;
    int r = 0;
    for (int i = 0; i <= known.length; i++) {
      if (i < known.length && !still[i]) {
        continue;
      }
      int lEnd = i == known.length ? ls.length : Arrays.binarySearch(ls, known[i]);
      int rEnd = i == known.length ? rs.length : position[toRight[known[i]]];
      gaps.add(new int[][] {Arrays.copyOfRange(ls, l, lEnd), Arrays.copyOfRange(rs, r, rEnd)});
      l = lEnd + 1;
      r = rEnd + 1;
    }
    return gaps;
  }

  private List<Pair> candidates(int[] ls, int[] rs, double least) {
    List<Pair> pairs = new ArrayList<>();
    if ((long) ls.length * rs.length <= FEW_PAIRS) {
      for (int l : ls) {
        for (int r : rs) {
          addIfAlike(l, r, least, pairs);
        }
      }
      return pairs;
    }
    Map<String, List<Integer>> having = new HashMap<>();
    for (int r : rs) {
      right
          .get(r)
          .words()
          .distinct()
          .forEach(word -> having.computeIfAbsent(word, k -> new ArrayList<>()).add(r));
    }
    for (int l : ls) {
      left.get(l).words().distinct().stream()
          .map(word -> having.getOrDefault(word, List.of()))
          .filter(list -> list.size() <= RARE)
          .flatMap(List::stream)
          .distinct()
          .sorted()
          .forEach(r -> addIfAlike(l, r, least, pairs));
    }
    return pairs;
  }

  private void addIfAlike(int l, int r, double least, List<Pair> pairs) {
    Unit a = left.get(l);
    Unit b = right.get(r);
    double likeness = a.words().likeness(b.words());
    if (a.kind() != b.kind()) {
      likeness *= 0.9;
    }
    if (likeness >= least && a.kind().isFrontMatter() == b.kind().isFrontMatter()) {
      pairs.add(new Pair(l, r, likeness));
    }
  }

  /** The pairs, rising on both sides, that are most alike together. */
  private static List<Pair> heaviestChain(List<Pair> pairs) {
    pairs.sort(
        Comparator.comparingInt(Pair::left).thenComparing(Pair::right, Comparator.reverseOrder()));
    int[] rights = pairs.stream().mapToInt(Pair::right).sorted().distinct().toArray();
    int[] bestEnd = new int[rights.length + 1];
    Arrays.fill(bestEnd, -1);
    double[] weight = new double[pairs.size()];
    int[] before = new int[pairs.size()];
    int best = -1;
    for (int i = 0; i < pairs.size(); i++) {
      int column = Arrays.binarySearch(rights, pairs.get(i).right) + 1;
      before[i] = -1;
      for (int at = column - 1; at > 0; at -= at & -at) {
        before[i] = heavier(before[i], bestEnd[at], weight);
      }
      weight[i] = pairs.get(i).likeness + (before[i] < 0 ? 0 : weight[before[i]]);
      for (int at = column; at <= rights.length; at += at & -at) {
        bestEnd[at] = heavier(bestEnd[at], i, weight);
      }
      best = heavier(best, i, weight);
    }
    List<Pair> chain = new ArrayList<>();
    for (int i = best; i >= 0; i = before[i]) {
      chain.add(pairs.get(i));
    }
    return chain;
  }

  private static int heavier(int a, int b, double[] weight) {
    if (a < 0) {
      return b;
    }
    return b >= 0 && weight[b] > weight[a] ? b : a;
  }
}
