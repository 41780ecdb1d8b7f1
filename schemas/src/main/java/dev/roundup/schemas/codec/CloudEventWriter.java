package dev.roundup.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.roundup.schemas.fact.MeetupEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;

/** Writes the envelope of the log as a CloudEvent; absent fields are left out. */
final class CloudEventWriter {
  private final JsonFactory factory;

  CloudEventWriter(JsonFactory factory) {
    this.factory = factory;
  }

  String write(MeetupEvent event) {
    StringWriter text = new StringWriter();
    SpecificRecord fact = (SpecificRecord) event.getFact();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", event.getId());
      json.writeStringField("type", fact.getSchema().getName());
      json.writeStringField("source", event.getSource());
      json.writeStringField("subject", event.getMeetupId());
      json.writeStringField("time", event.getOccurredAt().toString());
      json.writeFieldName("data");
      value(fact, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory always writes", e);
    }
    return text.toString();
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    if (value instanceof SpecificRecord record) {
      json.writeStartObject();
      for (Field field : record.getSchema().getFields()) {
        Object part = record.get(field.pos());
        if (part != null) {
          json.writeFieldName(field.name());
          value(part, json);
        }
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Instant || value instanceof String || value instanceof Enum<?>) {
      json.writeString(value.toString());
    } else {
      throw new IllegalArgumentException("No fact holds a " + value.getClass());
    }
  }
}
