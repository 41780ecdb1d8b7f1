package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Brings both changes of a front matter key together. How people wrote the value (quotes, comment,
 * layout of a list) stays where it can.
 */
final class KeyMerge {
  private static final Pattern BLOCK_ITEM = Pattern.compile("\\s*-\\s+");
  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z][\\w -]*\\w");

  private final Unit base;
  private final Unit human;
  private final Unit generated;

  private KeyMerge(Unit base, Unit human, Unit generated) {
    this.base = base;
    this.human = human;
    this.generated = generated;
  }

  static Optional<String> of(Unit base, Unit human, Unit generated) {
    return new KeyMerge(base, human, generated).merge();
  }

  private Optional<String> merge() {
    Optional<String> body;
    if (generated.value().means(base.value())) {
      body = Optional.of(human.body());
    } else if (base.value().isScalar()
        && human.value().isScalar()
        && generated.value().isScalar()) {
      body = scalar();
    } else if (base.value().isList() && human.value().isList() && generated.value().isList()) {
      body = list();
    } else {
      body = Optional.empty();
    }
    return body.map(value -> prefix() + value + human.suffix()).filter(this::isOneKey);
  }

  private String prefix() {
    return human.prefix().equals(base.prefix()) ? generated.prefix() : human.prefix();
  }

  private Optional<String> scalar() {
    ScalarStyle style = human.value().style();
    String people = human.value().scalar();
    return WordMerge.of(base.value().scalar(), people, generated.value().scalar())
        .flatMap(
            merged ->
                merged.equals(people)
                    ? Optional.of(human.body())
                    : YamlValue.written(merged, style));
  }

  /** What the facts added to a list joins it; what they took out of it goes if it can be found. */
  private Optional<String> list() {
    List<String> had = base.value().items();
    List<String> have = human.value().items();
    List<String> facts = generated.value().items();
    if (human.body().equals(base.body())) {
      return Optional.of(generated.body());
    }
    if (had.stream().anyMatch(item -> !facts.contains(item) && have.contains(item))) {
      return Optional.empty();
    }
    List<String> added = new ArrayList<>(facts);
    added.removeAll(had);
    added.removeAll(have);
    return added.isEmpty() ? Optional.of(human.body()) : with(added);
  }

  private Optional<String> with(List<String> added) {
    StringBuilder body = new StringBuilder(human.body().stripTrailing());
    boolean flow = body.length() > 0 && body.charAt(body.length() - 1) == ']';
    int closing = body.length() - 1;
    boolean empty = human.value().items().isEmpty();
    for (String item : added) {
      Optional<String> written =
          YamlValue.written(
              item, SIMPLE.matcher(item).matches() ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
      if (written.isEmpty()) {
        return Optional.empty();
      }
      if (flow) {
        String joined = (empty ? "" : ", ") + written.get();
        body.insert(closing, joined);
        closing += joined.length();
      } else {
        body.append('\n').append(itemPrefix()).append(written.get());
      }
      empty = false;
    }
    return Optional.of(body.toString());
  }

  private String itemPrefix() {
    Matcher marker = BLOCK_ITEM.matcher(human.body());
    String indent = human.prefix().substring(human.prefix().lastIndexOf('\n') + 1);
    return indent.isBlank() && marker.lookingAt() ? indent + marker.group() : "- ";
  }

  private boolean isOneKey(String text) {
    Cut cut = Cut.of("---\n" + text + "\n---\n");
    return cut.size() == 3
        && cut.unit(1).kind() == Kind.KEY
        && cut.unit(1).key().equals(human.key());
  }
}
