package dev.roundup.schemas.registry;

import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** How the subject of a schema is called, under the names that the registry's own serdes have. */
public enum SubjectNames {
  /** By topic: one schema at a time for the values of a topic. */
  TOPIC_NAME("TopicNameStrategy"),
  /** By the record's full name, on whatever topic. */
  RECORD_NAME("RecordNameStrategy"),
  /** By both. */
  TOPIC_RECORD_NAME("TopicRecordNameStrategy");

  private static final String PACKAGE = "io.confluent.kafka.serializers.subject.";

  private final String simpleName;

  SubjectNames(String simpleName) {
    this.simpleName = simpleName;
  }

  /** The class name that stands for this in a configuration. */
  public String className() {
    return PACKAGE + simpleName;
  }

  /** The strategy of a class name, with or without its package. */
  public static Optional<SubjectNames> of(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    for (SubjectNames names : values()) {
      if (names.simpleName.equals(simple)) {
        return Optional.of(names);
      }
    }
    return Optional.empty();
  }

  /** Whether the name follows from the topic alone. */
  public boolean byTopicAlone() {
    return this == TOPIC_NAME;
  }

  /** The subject of a schema. */
  public String subject(String topic, boolean isKey, Schema schema) {
    return switch (this) {
      case TOPIC_NAME -> topic + (isKey ? "-key" : "-value");
      case RECORD_NAME -> recordName(schema);
      case TOPIC_RECORD_NAME -> topic + "-" + recordName(schema);
    };
  }

  private String recordName(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD
        && schema.getType() != Schema.Type.ENUM
        && schema.getType() != Schema.Type.FIXED) {
      throw new SerializationException(
          simpleName
              + " needs a named schema, and this one is of type "
              + schema.getType().name().toLowerCase(Locale.ROOT));
    }
    return schema.getFullName();
  }
}
