package dev.roundup.schemas.registry;

import dev.roundup.schemas.registry.RegistryConfig.Anonymous;
import dev.roundup.schemas.registry.RegistryConfig.Authorization;
import dev.roundup.schemas.registry.RegistryConfig.Basic;
import dev.roundup.schemas.registry.RegistryConfig.Bearer;
import dev.roundup.schemas.registry.RegistryConfig.Caches;
import dev.roundup.schemas.registry.RegistryConfig.Connection;
import dev.roundup.schemas.registry.RegistryConfig.OfUrl;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the keys of the registry's own serde. A key of the registry may stand bare or behind {@code
 * schema.registry.}, which wins; TLS settings only behind it, because bare ones are the broker's.
 * See {@link RegistryConfig} for the meanings.
 */
final class RegistryKeys {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryKeys.class);
  private static final String PREFIX = "schema.registry.";
  private static final String HEADER = "request.header.";
  private static final String SSL = "ssl.";
  private static final int FOR_EVER = -1;
  private static final int MISSING_TTL_SECONDS = 5;

  /** Keys of the original that ours does not act on, and the values with which that is no loss. */
  private static final Map<String, Set<String>> WITHOUT_EFFECT =
      Map.ofEntries(
          Map.entry("use.schema.id", Set.of("-1")),
          Map.entry("use.schema.guid", Set.of("")),
          Map.entry("use.latest.with.metadata", Set.of("")),
          Map.entry("schema.reflection", Set.of("false")),
          Map.entry("avro.reflection.allow.null", Set.of("false")),
          Map.entry("avro.use.logical.type.converters", Set.of("false")),
          Map.entry("propagate.schema.tags", Set.of("false")),
          Map.entry("rule.executors", Set.of("")),
          Map.entry("rule.actions", Set.of("")));

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> ssl = new TreeMap<>();
  private final boolean isKey;
  private final Set<String> known = new HashSet<>();
  private final Set<String> prefixed;
  private final List<String> mistakes = new ArrayList<>();

  RegistryKeys(Map<String, ?> configs, boolean isKey) {
    this.isKey = isKey;
    Map<String, String> prefixed = new TreeMap<>();
    configs.forEach(
        (key, value) -> {
          if (value == null) {
            return;
          }
          if (key.startsWith(PREFIX) && !key.equals("schema.registry.url")) {
            prefixed.put(key.substring(PREFIX.length()), text(value));
          } else {
            values.put(key, text(value));
          }
        });
    prefixed.forEach((key, value) -> (key.startsWith(SSL) ? ssl : values).put(key, value));
    this.prefixed = prefixed.keySet();
  }

  RegistryConfig parse() {
    List<URI> urls = urls();
    RegistryConfig config =
        new RegistryConfig(
            urls,
            flag("auto.register.schemas", true),
            flag("use.latest.version", false),
            flag("latest.compatibility.strict", true),
            flag("normalize.schemas", false),
            subjectNames(),
            flag("specific.avro.reader", false),
            specificType(),
            flag("avro.remove.java.properties", false),
            flag("avro.fail.on.trailing.data", false),
            guidInHeader(),
            connection(),
            caches());
    WITHOUT_EFFECT.forEach(this::refuseUnsupported);
    checkTls();
    if (!mistakes.isEmpty()) {
      throw new ConfigException(String.join("\n  ", mistakes));
    }
    warnOfUnknown();
    return config;
  }

  private List<URI> urls() {
    String text = read("schema.registry.url", "", value -> value, "");
    boolean randomize = flag("url.randomize", false);
    List<URI> urls = new ArrayList<>();
    for (String url : text.split(",", -1)) {
      if (!url.isBlank()) {
        URI uri = read("schema.registry.url", url.strip(), RegistryKeys::url);
        if (uri != null) {
          urls.add(uri);
        }
      }
    }
    if (text.isBlank()) {
      mistakes.add("schema.registry.url: is missing; it says where the schema registry is");
    }
    if (urls.size() > 1 && urls.stream().anyMatch(url -> url.getScheme().equals("mock"))) {
      mistakes.add("schema.registry.url: a mock:// scope stands alone");
    }
    if (randomize) {
      Collections.shuffle(urls);
    }
    return List.copyOf(urls);
  }

  private static URI url(String text) {
    URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (uri.getScheme() == null
        || !Set.of("http", "https", "mock").contains(uri.getScheme())
        || uri.getRawAuthority() == null) {
      throw new IllegalArgumentException("is not an http(s):// URL or mock://scope");
    }
    return uri;
  }

  private String subjectNames() {
    String key = (isKey ? "key" : "value") + ".subject.name.strategy";
    return read(
        key,
        SubjectNames.TOPIC_NAME.className(),
        name ->
            SubjectNames.of(name)
                .map(SubjectNames::className)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "is none of TopicNameStrategy, RecordNameStrategy and"
                                + " TopicRecordNameStrategy")),
        SubjectNames.TOPIC_NAME.className());
  }

  private Class<?> specificType() {
    String key = "specific.avro." + (isKey ? "key" : "value") + ".type";
    return read(key, "", RegistryKeys::specificType, null);
  }

  private static Class<?> specificType(String name) {
    if (name.isEmpty()) {
      return null;
    }
    try {
      return Utils.loadClass(name, SpecificRecord.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IllegalArgumentException("is not a class generated from an Avro schema", e);
    }
  }

  private boolean guidInHeader() {
    String prefix = isKey ? "key" : "value";
    known.add(prefix + ".schema.id.deserializer");
    return read(
        prefix + ".schema.id.serializer",
        "PrefixSchemaIdSerializer",
        name ->
            switch (name.substring(name.lastIndexOf('.') + 1)) {
              case "PrefixSchemaIdSerializer" -> false;
              case "HeaderSchemaIdSerializer" -> true;
              default ->
                  throw new IllegalArgumentException(
                      "is neither PrefixSchemaIdSerializer nor HeaderSchemaIdSerializer");
            },
        false);
  }

  private Connection connection() {
    Map<String, String> headers = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(HEADER)) {
            headers.put(key.substring(HEADER.length()), value);
          }
        });
    known.add("use.apache.http.client");
    return new Connection(
        Duration.ofMillis(number("http.connect.timeout.ms", 60_000, 1)),
        Duration.ofMillis(number("http.read.timeout.ms", 60_000, 1)),
        number("max.retries", 3, 0),
        Duration.ofMillis(number("retries.wait.ms", 1_000, 0)),
        Duration.ofMillis(number("retries.max.wait.ms", 20_000, 0)),
        authorization(),
        headers,
        Map.copyOf(ssl),
        proxy());
  }

  private Optional<InetSocketAddress> proxy() {
    String host = read("proxy.host", "", value -> value, "");
    int port = number("proxy.port", 0, 0);
    if (host.isEmpty() != (port == 0)) {
      mistakes.add("proxy.host: goes together with proxy.port");
      return Optional.empty();
    }
    return host.isEmpty()
        ? Optional.empty()
        : Optional.of(InetSocketAddress.createUnresolved(host, port));
  }

  private Authorization authorization() {
    String basic = read("basic.auth.credentials.source", "", value -> value, "");
    String bearer = read("bearer.auth.credentials.source", "", value -> value, "");
    String userInfo = read("basic.auth.user.info", "", value -> value, "");
    String token = read("bearer.auth.token", "", value -> value, "");
    if (!basic.isEmpty() && !bearer.isEmpty()) {
      mistakes.add(
          "bearer.auth.credentials.source: basic.auth.credentials.source is set too; only one of"
              + " them can be used");
      return new Anonymous();
    }
    if (!bearer.isEmpty()) {
      if (!bearer.equals("STATIC_TOKEN")) {
        mistakes.add("bearer.auth.credentials.source: \"" + bearer + "\" is not STATIC_TOKEN");
      } else if (token.isEmpty()) {
        mistakes.add("bearer.auth.token: is missing");
      }
      return new Bearer(new Password(token));
    }
    return switch (basic) {
      case "", "URL" -> new OfUrl();
      case "USER_INFO" -> basic("basic.auth.user.info", userInfo);
      case "SASL_INHERIT" -> basic("sasl.jaas.config", SaslLogin.userInfo(values));
      default -> {
        mistakes.add(
            "basic.auth.credentials.source: \""
                + basic
                + "\" is none of URL, USER_INFO and SASL_INHERIT");
        yield new Anonymous();
      }
    };
  }

  private Authorization basic(String key, String userInfo) {
    if (!userInfo.contains(":")) {
      mistakes.add(key + ": holds no user and password");
    }
    return new Basic(new Password(userInfo));
  }

  private Caches caches() {
    int capacity =
        Math.max(
            number("max.schemas.per.subject", 1_000, 1), number("latest.cache.size", 1_000, 1));
    number("missing.cache.size", 10_000, 1);
    int latest = number("latest.cache.ttl.sec", FOR_EVER, FOR_EVER);
    int missing = number("missing.id.cache.ttl.sec", MISSING_TTL_SECONDS, 0);
    missing = number("missing.schema.cache.ttl.sec", missing, 0);
    number("missing.version.cache.ttl.sec", MISSING_TTL_SECONDS, 0);
    return new Caches(
        capacity,
        latest == FOR_EVER ? Optional.empty() : Optional.of(Duration.ofSeconds(latest)),
        Duration.ofSeconds(missing));
  }

  private void refuseUnsupported(String key, Set<String> harmless) {
    String value = values.get(key);
    known.add(key);
    if (value != null && !harmless.contains(value.strip())) {
      mistakes.add(
          key + ": is not supported by this serializer; the registry's own one supports it");
    }
  }

  private void checkTls() {
    known.addAll(Tls.KEYS.names());
    for (ConfigValue value : Tls.KEYS.validate(ssl)) {
      value
          .errorMessages()
          .forEach(message -> mistakes.add(PREFIX + value.name() + ": " + message));
    }
  }

  private void warnOfUnknown() {
    for (String key : prefixed) {
      if (!known.contains(key) && !key.startsWith(HEADER)) {
        LOG.warn("A setting of the schema registry has no effect key={}{}", PREFIX, key);
      }
    }
  }

  private boolean flag(String key, boolean fallback) {
    return read(
        key,
        Boolean.toString(fallback),
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("is neither true nor false");
            },
        fallback);
  }

  private int number(String key, int fallback, int least) {
    return read(
        key,
        Integer.toString(fallback),
        text -> {
          try {
            int number = Integer.parseInt(text);
            if (number >= least) {
              return number;
            }
          } catch (NumberFormatException e) {
            // the sentence below says what is wanted
          }
          throw new IllegalArgumentException("is not a whole number of at least " + least);
        },
        fallback);
  }

  private <T> T read(String key, String fallback, Function<String, T> parse, T harmless) {
    known.add(key);
    T parsed = read(key, values.getOrDefault(key, fallback).strip(), parse);
    return parsed == null ? harmless : parsed;
  }

  private <T> T read(String key, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      mistakes.add(key + ": \"" + text + "\" " + e.getMessage());
      return null;
    }
  }

  private static String text(Object value) {
    if (value instanceof Password password) {
      return password.value();
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value.toString();
  }
}
