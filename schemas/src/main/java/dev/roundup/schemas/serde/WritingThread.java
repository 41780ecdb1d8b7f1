package dev.roundup.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** What one thread needs to write a record without asking anybody. */
final class WritingThread {
  /** A topic's many schemas are few; a fresh schema per record must not fill the memory. */
  private static final int MOST_TARGETS = 1_000;

  private record TopicSchema(String topic, Schema schema) {}

  private final RecordEncoder encoder = new RecordEncoder();
  private final Map<TopicSchema, Target> targets = new HashMap<>();
  private String lastTopic;
  private Schema lastSchema;
  private Target lastTarget;

  RecordEncoder encoder() {
    return encoder;
  }

  /**
   * The target of a topic and a schema, or null. The same schema is nearly always the same object.
   */
  @SuppressWarnings("ReferenceEquality")
  Target target(String topic, Schema schema) {
    if (schema == lastSchema && topic.equals(lastTopic)) {
      return lastTarget;
    }
    Target target = targets.get(new TopicSchema(topic, schema));
    if (target != null) {
      last(topic, schema, target);
    }
    return target;
  }

  void remember(String topic, Schema schema, Target target) {
    if (targets.size() >= MOST_TARGETS) {
      targets.clear();
    }
    targets.put(new TopicSchema(topic, schema), target);
    last(topic, schema, target);
  }

  private void last(String topic, Schema schema, Target target) {
    lastTopic = topic;
    lastSchema = schema;
    lastTarget = target;
  }
}
