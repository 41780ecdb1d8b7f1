package dev.roundup.sink.merge;

import dev.roundup.sink.post.Block;
import dev.roundup.sink.post.RenderedPost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** In which named blocks each unit of a generated post lies. */
final class BlockPaths {
  /** How the renderer numbers what no block of the template holds; the numbers mean nothing. */
  private static final Pattern UNNAMED = Pattern.compile("text/\\d+");

  private final List<List<String>> paths = new ArrayList<>();
  private final Map<String, int[]> extents = new HashMap<>();

  BlockPaths(RenderedPost post, Cut cut) {
    Deque<Block> open = new ArrayDeque<>();
    int next = 0;
    for (int i = 0; i < cut.size(); i++) {
      Unit unit = cut.unit(i);
      int at = cut.bom().length() + unit.start() + indent(unit.raw());
      while (!open.isEmpty() && open.peek().end() <= at) {
        open.pop();
      }
      for (; next < post.blocks().size() && post.blocks().get(next).start() <= at; next++) {
        if (post.blocks().get(next).end() > at) {
          open.push(post.blocks().get(next));
        }
      }
      add(i, unit.kind().isFrontMatter() ? List.of(Block.FRONT_MATTER) : names(open));
    }
  }

  private static int indent(String raw) {
    int at = 0;
    while (at < raw.length() && Character.isWhitespace(raw.charAt(at))) {
      at++;
    }
    return at;
  }

  private static List<String> names(Deque<Block> open) {
    List<String> names = new ArrayList<>();
    open.descendingIterator().forEachRemaining(block -> names.add(block.name()));
    return names;
  }

  private void add(int unit, List<String> path) {
    paths.add(path);
    for (String name : path) {
      extents.computeIfAbsent(name, k -> new int[] {unit, unit})[1] = unit;
    }
  }

  /** The names of the blocks around the unit, outermost first. */
  List<String> of(int unit) {
    return paths.get(unit);
  }

  /** The innermost block's name; empty if there is none. */
  String innermost(int unit) {
    List<String> path = paths.get(unit);
    return path.isEmpty() ? "" : path.get(path.size() - 1);
  }

  /** First and last unit of the block; null if there is no such block. */
  int[] extent(String name) {
    return extents.get(name);
  }

  static boolean isNamed(String name) {
    return !name.isEmpty() && !UNNAMED.matcher(name).matches();
  }
}
