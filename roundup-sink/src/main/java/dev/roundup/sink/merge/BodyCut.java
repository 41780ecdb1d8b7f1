package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Cuts Markdown where its block structure says that something begins. Each line that is not blank
 * ends up in exactly one piece, whatever the structure is; where no parser gets to the bottom of
 * it, each is a piece of its own.
 */
final class BodyCut {
  private static final int DEEPEST_LIST = 30;
  private static final Pattern IMAGE = Pattern.compile("\\s*!\\[.*\\]\\([^()]*\\)\\s*");
  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}[ \\t]+");
  private static final Pattern MARKER =
      Pattern.compile("[ \\t]*(?:[-+*]|\\d{1,9}[.)])(?:[ \\t]+|$)");
  private static final Pattern INDENT = Pattern.compile("[ \\t]+");
  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  private record Start(Kind kind, int depth) {}

  private final String text;
  private final Lines lines;
  private final int firstLine;
  private final TreeMap<Integer, Start> starts = new TreeMap<>();

  private BodyCut(String text, Lines lines, int firstLine) {
    this.text = text;
    this.lines = lines;
    this.firstLine = firstLine;
  }

  /** The pieces from that line on. */
  static List<Unit> of(String text, Lines lines, int firstLine) {
    BodyCut cut = new BodyCut(text, lines, firstLine);
    try {
      cut.visit(PARSER.parse(text.substring(lines.start(firstLine))), 0);
    } catch (StackOverflowError e) { // the parser descends once a level, and knows no limit
      cut.startEachLine();
    }
    return cut.units();
  }

  private void startEachLine() {
    for (int line = firstLine; line < lines.count(); line++) {
      if (!lines.isBlank(line)) {
        starts.put(line, new Start(kind(lines.get(line)), 0));
      }
    }
  }

  /** By its look alone. */
  private static Kind kind(String line) {
    if (HEADING.matcher(line).lookingAt()) {
      return Kind.HEADING;
    }
    return MARKER.matcher(line).lookingAt() ? Kind.ITEM : Kind.PARAGRAPH;
  }

  private void visit(Node parent, int depth) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof ListBlock && depth < DEEPEST_LIST) {
        for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
          start(item, Kind.ITEM, depth);
          visit(item, depth + 1);
        }
      } else {
        start(node, kind(node), depth);
        if (node instanceof Paragraph) {
          images(node, depth);
        }
      }
    }
  }

  private static Kind kind(Node node) {
    if (node instanceof Heading) {
      return Kind.HEADING;
    }
    return node instanceof Paragraph ? Kind.PARAGRAPH : Kind.OTHER;
  }

  private void start(Node node, Kind kind, int depth) {
    List<SourceSpan> spans = node.getSourceSpans();
    if (!spans.isEmpty()) {
      starts.putIfAbsent(firstLine + spans.get(0).getLineIndex(), new Start(kind, depth));
    }
  }

  private void images(Node paragraph, int depth) {
    boolean afterImage = false;
    for (SourceSpan span : paragraph.getSourceSpans()) {
      int line = firstLine + span.getLineIndex();
      boolean image = IMAGE.matcher(lines.get(line)).matches();
      if (image) {
        starts.put(line, new Start(Kind.IMAGE, depth));
      } else if (afterImage) {
        starts.putIfAbsent(line, new Start(Kind.PARAGRAPH, depth));
      }
      afterImage = image;
    }
  }

  private List<Unit> units() {
    for (int line = firstLine; line < lines.count(); line++) {
      if (!lines.isBlank(line)) {
        starts.putIfAbsent(line, new Start(Kind.OTHER, 0));
        break;
      }
    }
    List<Unit> units = new ArrayList<>();
    for (Map.Entry<Integer, Start> start : starts.entrySet()) {
      Integer next = starts.higherKey(start.getKey());
      int last = (next == null ? lines.count() : next) - 1;
      while (last > start.getKey() && lines.isBlank(last)) {
        last--;
      }
      units.add(unit(start.getValue(), start.getKey(), last));
    }
    return units;
  }

  private Unit unit(Start start, int first, int last) {
    int from = lines.start(first);
    String raw = text.substring(from, lines.end(last));
    return Unit.of(
        new Unit.Span(start.kind(), start.depth(), from, "", null),
        raw,
        prefix(start.kind(), raw),
        "");
  }

  private static String prefix(Kind kind, String raw) {
    Pattern pattern =
        switch (kind) {
          case HEADING -> HEADING;
          case ITEM -> MARKER;
          default -> INDENT;
        };
    Matcher matcher = pattern.matcher(raw);
    return matcher.lookingAt() ? matcher.group() : "";
  }
}
