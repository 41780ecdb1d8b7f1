package dev.roundup.schemas.topic;

import java.util.Map;

/**
 * A topic as a value: its name, and the settings it must have. Partition counts are a matter of the
 * deployment, except that topics which are read together share one.
 *
 * @param config topic settings by Kafka's own names
 */
public record Topic(String name, Map<String, String> config) {
  /** The cleanup policy the topic must have. */
  public String cleanupPolicy() {
    return config.get("cleanup.policy");
  }
}
