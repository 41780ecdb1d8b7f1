package dev.roundup.sink.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.view.Roundup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads a roundup from JSON as people write it: the view's names, times as RFC 3339 texts, and what
 * is left out is absent, empty, zero or false. A misspelt name is an error.
 */
final class RoundupJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RoundupJson() {}

  static Roundup read(Path file) {
    try {
      return of(JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " is not JSON", e);
    }
  }

  static Roundup of(String json) {
    try {
      return of(JSON.readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  private static Roundup of(JsonNode json) {
    return (Roundup) value(json, Roundup.getClassSchema());
  }

  private static Object value(JsonNode json, Schema schema) {
    boolean absent = json == null || json.isNull();
    return switch (schema.getType()) {
      case RECORD -> record(absent ? JSON.createObjectNode() : json, schema);
      case ARRAY -> list(absent ? JSON.createArrayNode() : json, schema.getElementType());
      case MAP -> map(absent ? JSON.createObjectNode() : json, schema.getValueType());
      case UNION -> absent ? null : value(json, other(schema));
      case STRING -> absent ? "" : json.textValue();
      case INT -> absent ? 0 : json.intValue();
      case LONG -> absent ? Instant.EPOCH : OffsetDateTime.parse(json.textValue()).toInstant();
      case BOOLEAN -> !absent && json.booleanValue();
      default -> throw new IllegalArgumentException("no such type in the view: " + schema);
    };
  }

  private static Object record(JsonNode json, Schema schema) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    Set<String> unknown = new HashSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    for (Field field : schema.getFields()) {
      unknown.remove(field.name());
      record.put(field.pos(), value(json.get(field.name()), field.schema()));
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(schema.getName() + " has no " + unknown);
    }
    return record;
  }

  private static List<Object> list(JsonNode json, Schema element) {
    List<Object> list = new ArrayList<>();
    json.forEach(item -> list.add(value(item, element)));
    return list;
  }

  private static Map<String, Object> map(JsonNode json, Schema element) {
    Map<String, Object> map = new TreeMap<>();
    json.properties().forEach(e -> map.put(e.getKey(), value(e.getValue(), element)));
    return map;
  }

  private static Schema other(Schema union) {
    return union.getTypes().stream()
        .filter(s -> s.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }
}
