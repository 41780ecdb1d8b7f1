package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Cuts front matter by its top-level keys, the way Jekyll finds it: from a first line of three
 * hyphens to the next line of three hyphens or dots. Comment lines between keys are pieces of their
 * own.
 */
final class FrontMatterCut {
  private static final Pattern OPEN = Pattern.compile("---\\s*");
  private static final Pattern CLOSE = Pattern.compile("(?:---|\\.\\.\\.)\\s*");

  private final String text;
  private final Lines lines;
  private final int close;
  private final List<Unit> units = new ArrayList<>();

  private FrontMatterCut(String text, Lines lines) {
    this.text = text;
    this.lines = lines;
    this.close = close(lines);
  }

  /**
   * The pieces of the post's front matter, and how many lines they take.
   *
   * @param units empty if there is no front matter
   */
  record Result(List<Unit> units, int lines) {
    /** Whether there is front matter, and it could not be taken apart. */
    boolean isOpaque() {
      return !units.isEmpty() && units.get(0).kind() == Kind.OPAQUE;
    }
  }

  static Result of(String text, Lines lines, boolean whole) {
    FrontMatterCut cut = new FrontMatterCut(text, lines);
    if (cut.close < 0) {
      return new Result(List.of(), 0);
    }
    if (whole || !cut.byKey()) {
      cut.units.clear();
      cut.add(Kind.OPAQUE, 0, cut.close, "", null, 0, 0);
    }
    return new Result(cut.units, cut.close + 1);
  }

  private static int close(Lines lines) {
    if (lines.count() == 0 || !OPEN.matcher(lines.get(0)).matches()) {
      return -1;
    }
    for (int line = 1; line < lines.count(); line++) {
      if (CLOSE.matcher(lines.get(line)).matches()) {
        return line;
      }
    }
    return -1;
  }

  private boolean byKey() {
    int offset = lines.start(1);
    String yaml = text.substring(offset, lines.start(close));
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().build()).composeString(yaml);
    } catch (YamlEngineException | StackOverflowError e) { // nested thousands of levels deep
      return false;
    }
    if (root.isPresent() && !(root.get() instanceof MappingNode)) {
      return false;
    }
    add(Kind.FENCE_OPEN, 0, 0, "", null, 0, 0);
    if (root.isEmpty() || !keys((MappingNode) root.get(), yaml, offset)) {
      if (root.isPresent()) {
        return false;
      }
      comments(1, close);
    }
    add(Kind.FENCE_CLOSE, close, close, "", null, 0, 0);
    return true;
  }

  private boolean keys(MappingNode root, String yaml, int offset) {
    if (root.getFlowStyle() == FlowStyle.FLOW) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    List<NodeTuple> tuples = root.getValue();
    int line = 1;
    for (int i = 0; i < tuples.size(); i++) {
      Node key = tuples.get(i).getKeyNode();
      Node value = tuples.get(i).getValueNode();
      int first = 1 + line(key);
      int next = i + 1 < tuples.size() ? 1 + line(tuples.get(i + 1).getKeyNode()) : close;
      if (!(key instanceof ScalarNode name) || !seen.add(name.getValue()) || first < line) {
        return false;
      }
      comments(line, first);
      int last = lastLine(value, first, next);
      int start =
          offset + yaml.offsetByCodePoints(0, value.getStartMark().orElseThrow().getIndex());
      int end = offset + yaml.offsetByCodePoints(0, value.getEndMark().orElseThrow().getIndex());
      int valueEnd = isFlow(value) ? end : lines.end(last);
      if (start < lines.start(first) || valueEnd > lines.end(last) || start > valueEnd) {
        return false;
      }
      add(Kind.KEY, first, last, name.getValue(), read(value), start, valueEnd);
      line = last + 1;
    }
    comments(line, close);
    return true;
  }

  private static int line(Node node) {
    return node.getStartMark().orElseThrow().getLine();
  }

  /** Whether the value's end is where its last character is, and a comment may follow it. */
  private static boolean isFlow(Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar.getScalarStyle() != ScalarStyle.LITERAL
          && scalar.getScalarStyle() != ScalarStyle.FOLDED;
    }
    return value instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.FLOW;
  }

  /** Comments at the left margin and blank lines before the next key are not the value's. */
  private int lastLine(Node value, int first, int next) {
    int least = isFlow(value) ? 1 + value.getEndMark().orElseThrow().getLine() : first;
    int last = next - 1;
    while (last > least && (lines.isBlank(last) || lines.get(last).startsWith("#"))) {
      last--;
    }
    return Math.max(last, first);
  }

  private void comments(int from, int to) {
    for (int line = from; line < to; line++) {
      if (!lines.isBlank(line)) {
        add(Kind.COMMENT, line, line, "", null, 0, 0);
      }
    }
  }

  private static YamlValue read(Node value) {
    if (value instanceof ScalarNode scalar) {
      return new YamlValue(scalar.getValue(), scalar.getScalarStyle(), null);
    }
    if (value instanceof SequenceNode list
        && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      List<String> items =
          list.getValue().stream().map(item -> ((ScalarNode) item).getValue()).toList();
      return new YamlValue(null, null, items);
    }
    return YamlValue.OTHER;
  }

  private void add(
      Kind kind, int first, int last, String key, YamlValue value, int valueStart, int valueEnd) {
    int start = lines.start(first);
    int end = lines.end(last);
    boolean cut = kind == Kind.KEY;
    units.add(
        Unit.of(
            new Unit.Span(kind, 0, start, key, value),
            text.substring(start, end),
            cut ? text.substring(start, valueStart) : "",
            cut ? text.substring(valueEnd, end) : ""));
  }
}
