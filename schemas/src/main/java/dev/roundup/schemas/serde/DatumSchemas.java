package dev.roundup.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.errors.SerializationException;

/** Which schema a value has. */
final class DatumSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING = "avro.java.string";
  private static final Schema NULL = Schema.create(Schema.Type.NULL);
  private static final Schema BOOLEAN = Schema.create(Schema.Type.BOOLEAN);
  private static final Schema INT = Schema.create(Schema.Type.INT);
  private static final Schema LONG = Schema.create(Schema.Type.LONG);
  private static final Schema FLOAT = Schema.create(Schema.Type.FLOAT);
  private static final Schema DOUBLE = Schema.create(Schema.Type.DOUBLE);
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Schema BYTES = Schema.create(Schema.Type.BYTES);

  private DatumSchemas() {}

  static Schema of(Object datum) {
    if (datum instanceof GenericContainer container) {
      return container.getSchema();
    }
    if (datum instanceof CharSequence) {
      return STRING;
    }
    if (datum instanceof byte[] || datum instanceof ByteBuffer) {
      return BYTES;
    }
    if (datum instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    return ofScalar(datum);
  }

  private static Schema ofScalar(Object datum) {
    if (datum == null) {
      return NULL;
    }
    if (datum instanceof Boolean) {
      return BOOLEAN;
    }
    if (datum instanceof Integer) {
      return INT;
    }
    if (datum instanceof Long) {
      return LONG;
    }
    if (datum instanceof Float) {
      return FLOAT;
    }
    if (datum instanceof Double) {
      return DOUBLE;
    }
    throw new SerializationException("Avro has no schema for a " + datum.getClass().getName());
  }

  private static Schema ofMap(Map<?, ?> map) {
    if (map.isEmpty()) {
      throw new SerializationException(
          "An empty map does not tell its schema; wrap it into a NonRecordContainer");
    }
    return Schema.createMap(of(map.values().iterator().next()));
  }

  /** The schema without what only Java reads in it. */
  static Schema withoutJavaProperties(Schema schema) {
    try {
      JsonNode json = JSON.readTree(schema.toString());
      removeJavaString(json);
      return new Schema.Parser().parse(json.toString());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeJavaString(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING);
    }
    node.forEach(DatumSchemas::removeJavaString);
  }
}
