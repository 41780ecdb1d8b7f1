package dev.roundup.sink.merge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The longest common subsequence, found in about linear time on texts: first what is unique on both
 * sides (patience), then small stretches exactly. A large stretch without anything unique counts as
 * different throughout.
 */
final class Lcs {
  private static final long EXACT_CELLS = 250_000;

  private final int[] left;
  private final int[] right;
  private final int[] toRight;

  private Lcs(int[] left, int[] right) {
    this.left = left;
    this.right = right;
    this.toRight = new int[left.length];
    Arrays.fill(toRight, -1);
  }

  /** For each element on the left, the index of its partner on the right, or -1. */
  static int[] of(int[] left, int[] right) {
    Lcs lcs = new Lcs(left, right);
    lcs.match(0, left.length, 0, right.length);
    return lcs.toRight;
  }

  private void match(int leftFrom, int leftTo, int rightFrom, int rightTo) {
    int l = leftFrom;
    int r = rightFrom;
    while (l < leftTo && r < rightTo && left[l] == right[r]) {
      toRight[l++] = r++;
    }
    int lEnd = leftTo;
    int rEnd = rightTo;
    while (lEnd > l && rEnd > r && left[lEnd - 1] == right[rEnd - 1]) {
      toRight[--lEnd] = --rEnd;
    }
    if (l == lEnd || r == rEnd) {
      return;
    }
    int[][] anchors = anchors(l, lEnd, r, rEnd);
    if (anchors.length == 0) {
      exactly(l, lEnd, r, rEnd);
      return;
    }
    for (int[] anchor : anchors) {
      toRight[anchor[0]] = anchor[1];
      match(l, anchor[0], r, anchor[1]);
      l = anchor[0] + 1;
      r = anchor[1] + 1;
    }
    match(l, lEnd, r, rEnd);
  }

  /** Pairs of elements that occur once on each side, the longest rising chain of them. */
  private int[][] anchors(int l, int lEnd, int r, int rEnd) {
    Map<Integer, int[]> once = new HashMap<>();
    for (int i = l; i < lEnd; i++) {
      int[] seen = once.computeIfAbsent(left[i], k -> new int[] {0, 0, 0, 0});
      seen[0]++;
      seen[1] = i;
    }
    for (int j = r; j < rEnd; j++) {
      int[] seen = once.get(right[j]);
      if (seen != null) {
        seen[2]++;
        seen[3] = j;
      }
    }
    int[][] unique =
        once.values().stream()
            .filter(seen -> seen[0] == 1 && seen[2] == 1)
            .map(seen -> new int[] {seen[1], seen[3]})
            .sorted((a, b) -> Integer.compare(a[0], b[0]))
            .toArray(int[][]::new);
    boolean[] rising = rising(Arrays.stream(unique).mapToInt(pair -> pair[1]).toArray());
    int n = 0;
    for (int i = 0; i < unique.length; i++) {
      if (rising[i]) {
        unique[n++] = unique[i];
      }
    }
    return Arrays.copyOf(unique, n);
  }

  private void exactly(int l, int lEnd, int r, int rEnd) {
    int rows = lEnd - l;
    int columns = rEnd - r;
    if ((long) rows * columns > EXACT_CELLS) {
      return;
    }
    int[][] length = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        length[i][j] =
            left[l + i] == right[r + j]
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    for (int i = 0, j = 0; i < rows && j < columns; ) {
      if (left[l + i] == right[r + j]) {
        toRight[l + i++] = r + j++;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** Which of the (different) numbers belong to the longest rising subsequence. */
  static boolean[] rising(int[] numbers) {
    int[] tails = new int[numbers.length];
    int[] before = new int[numbers.length];
    int length = 0;
    for (int i = 0; i < numbers.length; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (numbers[tails[middle]] < numbers[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      before[i] = low == 0 ? -1 : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    boolean[] chosen = new boolean[numbers.length];
    for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = before[i]) {
      chosen[i] = true;
    }
    return chosen;
  }
}
