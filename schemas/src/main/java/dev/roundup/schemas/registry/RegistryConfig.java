package dev.roundup.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * What the registry client and the Avro serde are told, under the keys of the registry's own serde.
 * Parsed once, at start, with every mistake reported together.
 *
 * @param urls asked in this order; or one {@code mock://scope}
 * @param autoRegister whether the serializer may register schemas
 * @param useLatest whether the newest version of the subject is written (and read into), instead of
 *     the record's own schema
 * @param strictLatest whether the newest version must be able to read what is written
 * @param normalize whether the registry compares schemas in their normal form
 * @param subjectNames the full class name of the strategy
 * @param specificReader whether records become instances of generated classes
 * @param specificType the class that records are read into, or null: the one of the writer's name
 * @param removeJavaProperties whether {@code avro.java.string} is left out of schemas
 * @param failOnTrailingData whether bytes behind a record are an error
 * @param guidInHeader whether the serializer puts the schema's guid into a header
 * @param connection how to get there
 * @param caches what is remembered, and for how long
 */
public record RegistryConfig(
    List<URI> urls,
    boolean autoRegister,
    boolean useLatest,
    boolean strictLatest,
    boolean normalize,
    String subjectNames,
    boolean specificReader,
    Class<?> specificType,
    boolean removeJavaProperties,
    boolean failOnTrailingData,
    boolean guidInHeader,
    Connection connection,
    Caches caches) {

  /**
   * How to get to the registry.
   *
   * @param maxRetries further attempts per URL
   * @param retryWait the first wait at most; doubled each time
   * @param retryMaxWait no wait is longer
   * @param headers sent with each request, authorization apart
   * @param ssl Kafka's {@code ssl.*} settings
   * @param proxy host and port, or none
   */
  public record Connection(
      Duration connectTimeout,
      Duration readTimeout,
      int maxRetries,
      Duration retryWait,
      Duration retryMaxWait,
      Authorization authorization,
      Map<String, String> headers,
      Map<String, String> ssl,
      Optional<java.net.InetSocketAddress> proxy) {}

  /** Who we are. */
  public sealed interface Authorization {}

  /** Nobody. */
  public record Anonymous() implements Authorization {}

  /** Whoever the URL says. */
  public record OfUrl() implements Authorization {}

  /** User and password, with a colon between them. */
  public record Basic(Password userInfo) implements Authorization {}

  /** A token. */
  public record Bearer(Password token) implements Authorization {}

  /**
   * What is remembered.
   *
   * @param capacity entries of each cache
   * @param latestTtl how long the newest version is believed to be the newest; empty: for ever
   * @param missingTtl how long what the registry does not know is not asked for again
   */
  public record Caches(int capacity, Optional<Duration> latestTtl, Duration missingTtl) {}

  /**
   * Parses a client's configuration.
   *
   * @throws org.apache.kafka.common.config.ConfigException with every mistake, by name of key
   */
  public static RegistryConfig of(Map<String, ?> configs, boolean isKey) {
    return new RegistryKeys(configs, isKey).parse();
  }
}
