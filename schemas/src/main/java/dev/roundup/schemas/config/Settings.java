package dev.roundup.schemas.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The configuration as flat text, laid in this order: defaults, then a properties file, then the
 * environment ({@code ROUNDUP_*} for {@link Key}s, {@code KAFKA_*} for Kafka's clients and
 * serializers), then flags. An app parses it once, with {@link #parse}, into a record of its own;
 * all mistakes are reported together.
 */
public final class Settings {
  private static final String KAFKA = "kafka.";

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Lays file, environment and flags over each other.
   *
   * @param file a properties file, or null
   * @param flags names as in a file
   * @throws Failure if the file cannot be read, or a name is neither a {@link Key} nor begins with
   *     {@code kafka.}
   */
  public static Settings load(
      Path file, Map<String, String> environment, Map<String, String> flags) {
    Map<String, String> values = new TreeMap<>();
    List<String> mistakes = new ArrayList<>();
    if (file != null) {
      properties(file)
          .forEach((name, value) -> put(values, name, value, file.toString(), mistakes));
    }
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith("KAFKA_")) {
            values.put(KAFKA + dotted(variable.substring("KAFKA_".length())), value);
          } else if (variable.startsWith("ROUNDUP_") && !variable.equals("ROUNDUP_JAVA_OPTS")) {
            put(values, dotted(variable.substring("ROUNDUP_".length())), value, variable, mistakes);
          }
        });
    flags.forEach((name, value) -> put(values, name, value, "the command line", mistakes));
    fail(mistakes);
    return new Settings(values);
  }

  /** Settings from flags alone. */
  public static Settings of(Map<String, String> flags) {
    return load(null, Map.of(), flags);
  }

  /** These settings with others laid over them. */
  public Settings with(Map<String, String> flags) {
    Map<String, String> merged = new TreeMap<>(values);
    merged.putAll(of(flags).values);
    return new Settings(merged);
  }

  /** These settings, and others for what they leave open. */
  public Settings orElse(Map<String, String> defaults) {
    return of(defaults).with(values);
  }

  /**
   * What is handed to Kafka's clients and to the serializers: every {@code kafka.*} setting,
   * without the prefix.
   */
  public Map<String, Object> kafka() {
    Map<String, Object> kafka = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA)) {
            kafka.put(name.substring(KAFKA.length()), value);
          }
        });
    return kafka;
  }

  /**
   * Parses the settings into an app's record.
   *
   * @throws Failure with every mistake that the function met, by name of key
   */
  public <T> T parse(Function<Parser, T> toRecord) {
    Parser parser = new Parser(values);
    T parsed = toRecord.apply(parser);
    fail(parser.mistakes);
    return parsed;
  }

  /**
   * Reads single settings; a mistake is noted, and a harmless value stands in until {@link #parse}
   * reports it.
   */
  public static final class Parser {
    private final Map<String, String> values;
    private final List<String> mistakes = new ArrayList<>();

    private Parser(Map<String, String> values) {
      this.values = values;
    }

    /** The text, or the key's default. */
    public String text(Key key) {
      return values.getOrDefault(key.key(), key.fallback());
    }

    /** A whole number from least to most. */
    public int number(Key key, int least, int most) {
      return parsed(
          key,
          text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
              throw new IllegalArgumentException();
            }
            return number;
          },
          "a whole number from " + least + " to " + most);
    }

    /** A time span given in milliseconds, not negative. */
    public Duration millis(Key key) {
      return Duration.ofMillis(number(key, 0, Integer.MAX_VALUE));
    }

    /** A path, or null where the text is empty. */
    public Path path(Key key) {
      return parsed(key, text -> text.isEmpty() ? null : Path.of(text), "a path");
    }

    /** One of an enum's constants, in lower case. */
    public <E extends Enum<E>> E choice(Key key, Class<E> type) {
      return parsed(
          key,
          text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
          "one of " + String.join(", ", names(type)));
    }

    /** Notes a mistake that the app itself found. */
    public void mistake(Key key, String sentence) {
      mistakes.add(key.key() + ": " + sentence);
    }

    private <T> T parsed(Key key, Function<String, T> read, String wanted) {
      String text = text(key);
      try {
        return read.apply(text);
      } catch (IllegalArgumentException e) {
        mistake(key, "\"" + text + "\" is not " + wanted);
        return read.apply(key.fallback());
      }
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
      List<String> names = new ArrayList<>();
      for (E constant : type.getEnumConstants()) {
        names.add(constant.name().toLowerCase(Locale.ROOT));
      }
      return names;
    }
  }

  private static void put(
      Map<String, String> values, String name, String value, String where, List<String> mistakes) {
    if (name.startsWith(KAFKA) || Key.named(name).isPresent()) {
      values.put(name, value);
    } else {
      mistakes.add(where + ": no setting is called \"" + name + "\"");
    }
  }

  private static Map<String, String> properties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(
          ExitCode.CONFIGURATION, "The configuration file " + file + " cannot be read: " + e, e);
    }
    Map<String, String> map = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> map.put(name, properties.getProperty(name).trim()));
    return map;
  }

  private static String dotted(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static void fail(List<String> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "The configuration is wrong:\n  " + String.join("\n  ", mistakes));
    }
  }
}
