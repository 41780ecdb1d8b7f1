package dev.roundup.schemas.topic;

import java.util.Map;

/**
 * A topic as a value: its name, and the settings it must have. Partition counts are a matter of the
 * deployment, except that topics which are read together share one.
 *
 * @param config topic settings by Kafka's own names
 */
public record Topic(String name, Map<String, String> config) {
  /** Kafka's name of the setting that bounds a record; more than is wanted does no harm. */
  public static final String MAX_MESSAGE_BYTES = "max.message.bytes";

  /** Whether a topic that has this value for the setting may be used as this one. */
  boolean allows(String setting, String found) {
    String wanted = config.get(setting);
    return setting.equals(MAX_MESSAGE_BYTES)
        ? Long.parseLong(found) >= Long.parseLong(wanted)
        : found.equals(wanted);
  }
}
