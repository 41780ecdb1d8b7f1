package dev.roundup.sink.post;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects a post's blocks while it is written. */
final class Blocks {
  private static final class Open {
    private final String name;
    private final int start;
    private final int depth;

    Open(String name, int start, int depth) {
      this.name = name;
      this.start = start;
      this.depth = depth;
    }
  }

  private record Span(String name, int start, int end, int depth) {}

  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Span> spans = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  void open(String name, int start) {
    String unique = name;
    for (int n = 2; !names.add(unique); n++) {
      unique = name + "#" + n;
    }
    open.push(new Open(unique, start, open.size()));
  }

  void close(int end) {
    if (!open.isEmpty()) {
      Open block = open.pop();
      spans.add(new Span(block.name, block.start, end, block.depth));
    }
  }

  /** The blocks, filled up so that the outermost ones cover the text. */
  List<Block> covering(String text) {
    List<Span> said = new ArrayList<>();
    for (Span span : spans) {
      int start = firstVisible(text, span.start, span.end);
      if (start < span.end) {
        said.add(new Span(span.name, start, Math.min(span.end, text.length()), span.depth));
      }
    }
    said.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::depth));
    List<Block> blocks = new ArrayList<>();
    int covered = 0;
    int unnamed = 0;
    for (int i = 0; i < said.size(); i++) {
      Span span = said.get(i);
      if (span.depth > 0) {
        blocks.add(new Block(span.name, span.start, span.end));
        continue;
      }
      if (firstVisible(text, covered, span.start) < span.start) {
        blocks.add(new Block("text/" + ++unnamed, covered, span.start));
        covered = span.start;
      }
      int end = afterBlankLines(text, span.end);
      blocks.add(new Block(span.name, covered, end));
      covered = end;
    }
    if (covered < text.length()) {
      blocks.add(new Block("text/" + ++unnamed, covered, text.length()));
    }
    return blocks;
  }

  private static int firstVisible(String text, int from, int to) {
    int at = from;
    while (at < to && at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return Math.min(at, to);
  }

  /** A block's last line feed and the blank lines after it belong to it. */
  private static int afterBlankLines(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return at;
  }
}
