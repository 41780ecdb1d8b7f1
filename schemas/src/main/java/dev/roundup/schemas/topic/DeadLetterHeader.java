package dev.roundup.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a dead letter says about its original, in headers beside the original's own. They have the
 * names that Kafka Streams gives those of its own dead letters (KIP-1034), and are text in UTF-8.
 */
public enum DeadLetterHeader {
  /** The class of the exception. */
  EXCEPTION,

  /** What was wrong, for people. */
  MESSAGE,

  /** Where the original is. */
  TOPIC,

  /** Where the original is, as a decimal number. */
  PARTITION,

  /** Where the original is, as a decimal number. */
  OFFSET;

  private static final String PREFIX = "__streams.errors.";

  private final String key = PREFIX + name().toLowerCase(Locale.ROOT);

  /** Tells of a fault, in the place of what was told before. */
  public static void putAll(
      Headers headers, String topic, int partition, long offset, RuntimeException fault) {
    EXCEPTION.put(headers, fault.getClass().getName());
    MESSAGE.put(headers, String.valueOf(fault.getMessage()));
    TOPIC.put(headers, topic);
    PARTITION.put(headers, Integer.toString(partition));
    OFFSET.put(headers, Long.toString(offset));
  }

  /** Whether a header is of a dead letter, and not its original's own. */
  public static boolean isOne(Header header) {
    return header.key().startsWith(PREFIX);
  }

  /** Sets this one, in the place of what it was before. */
  public void put(Headers headers, String value) {
    headers.remove(key);
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }

  /** What it says; something else if it is missing or empty. */
  public String of(Headers headers, String otherwise) {
    Header header = headers.lastHeader(key);
    return header == null || header.value() == null
        ? otherwise
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
