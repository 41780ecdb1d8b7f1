package dev.roundup.schemas.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.schemas.fact.MeetupEvent;
import java.util.Optional;
import org.apache.avro.Schema;

/** Puts the {@code @sample}s of the schema together. */
final class Samples {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  static String of(String fact) {
    Schema envelope = MeetupEvent.getClassSchema();
    Schema data =
        Schemas.facts().stream().filter(s -> s.getName().equals(fact)).findFirst().orElseThrow();
    return JSON.createObjectNode()
        .put("specversion", "1.0")
        .put("id", envelope.getField("id").getProp("sample"))
        .put("type", fact)
        .put("source", envelope.getField("source").getProp("sample"))
        .put("subject", envelope.getField("meetupId").getProp("sample"))
        .put("time", envelope.getField("occurredAt").getProp("sample"))
        .set("data", object(data))
        .toString();
  }

  private static ObjectNode object(Schema record) {
    ObjectNode object = JSON.createObjectNode();
    for (Schema.Field field : record.getFields()) {
      value(field).ifPresent(value -> object.set(field.name(), value));
    }
    return object;
  }

  /** None for a field that the sample leaves out. */
  private static Optional<JsonNode> value(Schema.Field field) {
    Object sample = field.getObjectProp("sample");
    if (sample != null) {
      return Optional.of(JSON.valueToTree(sample));
    }
    Schema schema = Schemas.present(field.schema());
    return switch (schema.getType()) {
      case RECORD -> Optional.of(object(schema));
      case ARRAY -> Optional.of(JSON.createArrayNode().add(object(schema.getElementType())));
      default -> Optional.empty();
    };
  }
}
