package dev.roundup.schemas.codec;

import dev.roundup.schemas.fact.MeetupEvent;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** What the schemas of the facts say beyond Avro; the header of facts.avdl explains it. */
final class Schemas {
  private Schemas() {}

  /** All facts, in the order of the union. */
  static List<Schema> facts() {
    return MeetupEvent.getClassSchema().getField("fact").schema().getTypes();
  }

  /** The schema of a field's value if it has one. */
  static Schema present(Schema schema) {
    return schema.getType() != Schema.Type.UNION
        ? schema
        : schema.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow();
  }

  static int minimum(Field field) {
    return field.getObjectProp("minimum") instanceof Number least
        ? least.intValue()
        : Integer.MIN_VALUE;
  }

  static TextFormat format(Field field) {
    return TextFormat.named(field.getProp("format"));
  }

  static boolean personal(Field field) {
    return Boolean.TRUE.equals(field.getObjectProp("personal"));
  }
}
