package dev.roundup.sink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The YAML at the head of a page.
 *
 * @param start offset in the file of the first line after the opening fence
 * @param end offset of the closing fence
 * @param body offset of the first line after it
 * @param values every single value, in order; empty where it is no YAML
 * @param mistake why it is no YAML; null if it is
 */
public record FrontMatter(int start, int end, int body, List<Value> values, Mistake mistake) {
  private static final Pattern YAML =
      Pattern.compile(
          "\\A\\uFEFF?---[ \\t]*\\R(.*?)^(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** Hugo's other language, which nobody here reads. */
  private static final Pattern TOML =
      Pattern.compile(
          "\\A\\uFEFF?\\+\\+\\+[ \\t]*\\R.*?^\\+\\+\\+[ \\t]*(?:\\R|\\z)",
          Pattern.DOTALL | Pattern.MULTILINE);

  /**
   * One value.
   *
   * @param path the keys that lead to it, outermost first; an item of a list has its list's
   * @param item whether it is an item of a list
   * @param plain whether it stands there without quotes
   * @param start offset in the file
   * @param end offset after it
   */
  public record Value(
      List<String> path, boolean item, String text, boolean plain, int start, int end) {
    /** The innermost key. */
    public String key() {
      return path.isEmpty() ? "" : path.get(path.size() - 1);
    }
  }

  /** Where YAML gives up, as an offset in the file, and why, in its words. */
  public record Mistake(int at, String problem) {}

  /** Of a page's text; without front matter, all of it is body. */
  static FrontMatter of(String text) {
    Matcher yaml = YAML.matcher(text);
    if (yaml.find()) {
      return read(yaml.group(1), yaml.start(1), yaml.end(1), yaml.end());
    }
    Matcher toml = TOML.matcher(text);
    int body = toml.find() ? toml.end() : 0;
    return new FrontMatter(0, 0, body, List.of(), null);
  }

  private static FrontMatter read(String yaml, int start, int end, int body) {
    List<Value> values = new ArrayList<>();
    Mistake mistake = null;
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
      root.ifPresent(node -> collect(node, List.of(), false, new Offsets(yaml, start), values));
    } catch (MarkedYamlEngineException e) {
      Offsets offsets = new Offsets(yaml, start);
      mistake =
          new Mistake(
              e.getProblemMark().map(mark -> offsets.of(mark.getIndex())).orElse(start),
              e.getProblem());
    } catch (YamlEngineException e) {
      mistake = new Mistake(start, e.getMessage());
    }
    return new FrontMatter(
        start, end, body, mistake == null ? List.copyOf(values) : List.of(), mistake);
  }

  private static void collect(
      Node node, List<String> path, boolean item, Offsets offsets, List<Value> into) {
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        List<String> inner = new ArrayList<>(path);
        inner.add(tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "");
        collect(tuple.getValueNode(), inner, false, offsets, into);
      }
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(element -> collect(element, path, true, offsets, into));
    } else if (node instanceof ScalarNode scalar) {
      into.add(
          new Value(
              List.copyOf(path),
              item,
              scalar.getValue(),
              scalar.isPlain(),
              offsets.of(scalar.getStartMark().orElseThrow().getIndex()),
              offsets.of(scalar.getEndMark().orElseThrow().getIndex())));
    }
  }

  /** The values at a key of the outermost level. */
  public Optional<Value> value(String key) {
    return values.stream()
        .filter(value -> value.path().equals(List.of(key)) && !value.item())
        .findFirst();
  }

  /** The parser counts code points of the YAML alone. */
  private record Offsets(String yaml, int start) {
    int of(int codePoints) {
      return start + yaml.offsetByCodePoints(0, codePoints);
    }
  }
}
