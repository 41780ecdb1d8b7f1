package dev.roundup.sink.merge;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a front matter key is set to.
 *
 * @param scalar the text; null if it is no text, number or the like
 * @param style how the scalar is quoted; null if there is none
 * @param items the list, if it is one of scalars; else null
 */
record YamlValue(String scalar, ScalarStyle style, List<String> items) {
  static final YamlValue OTHER = new YamlValue(null, null, null);

  boolean isScalar() {
    return scalar != null;
  }

  boolean isList() {
    return items != null;
  }

  /** Whether both are the same to a reader of the YAML. */
  boolean means(YamlValue other) {
    if (isScalar()) {
      return scalar.equals(other.scalar);
    }
    return isList() && items.equals(other.items);
  }

  /** The scalar, quoted the same way if it can be. */
  static Optional<String> written(String scalar, ScalarStyle style) {
    String candidate =
        switch (style) {
          case PLAIN -> scalar;
          case SINGLE_QUOTED -> "'" + scalar.replace("'", "''") + "'";
          default -> doubleQuoted(scalar);
        };
    if (reads(candidate, scalar)) {
      return Optional.of(candidate);
    }
    String quoted = doubleQuoted(scalar);
    return reads(quoted, scalar) ? Optional.of(quoted) : Optional.empty();
  }

  private static boolean reads(String yaml, String scalar) {
    try {
      return !yaml.contains("\n")
          && new Load(LoadSettings.builder().build()).loadFromString("k: " + yaml)
              instanceof java.util.Map<?, ?> map
          && map.size() == 1
          && map.get("k") != null
          && scalar.equals(String.valueOf(map.get("k")));
    } catch (YamlEngineException | StackOverflowError e) { // nested thousands of levels deep
      return false;
    }
  }

  private static String doubleQuoted(String scalar) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultScalarStyle(ScalarStyle.DOUBLE_QUOTED)
            .setWidth(Integer.MAX_VALUE)
            .build();
    return new Dump(settings).dumpToString(scalar).strip();
  }
}
