package dev.roundup.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.roundup.schemas.fact.MeetupEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Reads a CloudEvent (1.0, structured JSON) into the envelope of the log.
 *
 * <p>Extension attributes (lower-case letters and digits, as CloudEvents wants them, for tracing
 * and the like) are let through and not kept. No typo is lost by that: every attribute of ours that
 * matters is required, so that a misspelt one is missed; and an extension that has the name of a
 * field of {@code data} is refused.
 */
final class CloudEventReader {
  private static final Duration FURTHEST_AHEAD = Duration.ofHours(24);
  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,64}");
  private static final Pattern JSON_MEDIA_TYPE =
      Pattern.compile("(?i)application/json\\s*(;.*)?", Pattern.DOTALL);

  /** CloudEvents' own attributes, the required ones first; their names are those of JSON. */
  private enum Attribute {
    SPECVERSION,
    ID,
    TYPE,
    SOURCE,
    SUBJECT,
    TIME,
    DATA,
    DATACONTENTTYPE,
    DATASCHEMA;

    private final String json = name().toLowerCase(Locale.ROOT);

    boolean required() {
      return compareTo(DATA) <= 0;
    }
  }

  private final Clock clock;
  private final JsonFactory factory;
  private final Map<String, RecordReader> facts = new LinkedHashMap<>();
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final Map<Attribute, Slot> envelope = new EnumMap<>(Attribute.class);
  private final int factPosition;

  /** Where an attribute's value goes. */
  private record Slot(int position, FieldReader reader) {}

  /** What one reading has found so far. */
  private static final class Draft {
    private final MeetupEvent event = new MeetupEvent();
    private final Set<Attribute> seen = EnumSet.noneOf(Attribute.class);
    private RecordReader fact;
    private List<String> extensions = List.of();
  }

  CloudEventReader(Clock clock, JsonFactory factory) {
    this.clock = clock;
    this.factory = factory;
    Schema schema = MeetupEvent.getClassSchema();
    FieldReaders readers = new FieldReaders();
    Map.of(
            Attribute.ID, "id",
            Attribute.SOURCE, "source",
            Attribute.SUBJECT, "meetupId",
            Attribute.TIME, "occurredAt")
        .forEach(
            (attribute, name) -> {
              Field field = schema.getField(name);
              envelope.put(attribute, new Slot(field.pos(), readers.of(field.schema(), field)));
            });
    for (Attribute attribute : Attribute.values()) {
      attributes.put(attribute.json, attribute);
    }
    Schemas.facts().forEach(fact -> facts.put(fact.getName(), readers.of(fact)));
    factPosition = schema.getField("fact").pos();
  }

  /**
   * Reads the object at whose beginning the parser stands.
   *
   * @param bytes the whole text, for a second look if {@code data} comes before {@code type}
   */
  MeetupEvent read(Reading in, byte[] bytes) throws IOException {
    JsonParser json = in.json();
    Draft draft = new Draft();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      Attribute attribute = attributes.get(name);
      if (attribute == null) {
        extension(name, draft, in);
      } else if (!draft.seen.add(attribute)) {
        in.fault("stands here twice");
        json.nextToken();
        json.skipChildren();
      } else {
        json.nextToken();
        attribute(attribute, draft, in, bytes);
      }
    }
    complete(draft, in);
    return draft.event;
  }

  private void attribute(Attribute attribute, Draft draft, Reading in, byte[] bytes)
      throws IOException {
    switch (attribute) {
      case ID, SOURCE, SUBJECT, TIME -> envelope(attribute, draft, in);
      case TYPE -> draft.fact = type(in);
      case DATA -> data(draft, in, bytes);
      case SPECVERSION -> specVersion(in);
      case DATACONTENTTYPE -> contentType(in);
      case DATASCHEMA -> optionalText(in);
    }
  }

  private void envelope(Attribute attribute, Draft draft, Reading in) throws IOException {
    Slot slot = envelope.get(attribute);
    Object value = slot.reader.read(in);
    if (value instanceof Instant time && time.isAfter(clock.instant().plus(FURTHEST_AHEAD))) {
      in.fault("is more than 24 hours ahead of now (" + clock.instant() + "); a fact has happened");
    } else if (value != null) {
      draft.event.put(slot.position, value);
    }
  }

  private RecordReader type(Reading in) throws IOException {
    String type = text(in);
    RecordReader fact = type == null ? null : facts.get(type);
    if (type != null && fact == null) {
      in.fault(Quoted.of(type) + " is no known fact" + Closest.hint(type, facts.keySet()));
    }
    return fact;
  }

  private void data(Draft draft, Reading in, byte[] bytes) throws IOException {
    RecordReader fact = draft.fact == null ? facts.get(typeOf(bytes)) : draft.fact;
    if (fact == null) {
      in.json().skipChildren();
    } else {
      Object data = fact.read(in);
      if (data != null) {
        draft.event.put(factPosition, data);
      }
    }
  }

  /** The type, wherever it stands; "" if it stands nowhere. */
  private String typeOf(byte[] bytes) throws IOException {
    try (JsonParser json = factory.createParser(bytes)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals("type");
        json.nextToken();
        if (found && json.currentToken() == JsonToken.VALUE_STRING) {
          return json.getText();
        }
        json.skipChildren();
      }
      return "";
    }
  }

  private static void specVersion(Reading in) throws IOException {
    String version = text(in);
    if (version != null && !version.equals("1.0")) {
      in.fault(Quoted.of(version) + " is not \"1.0\", the version of CloudEvents that is read");
    }
  }

  private static void contentType(Reading in) throws IOException {
    String type = optionalText(in);
    if (type != null && !JSON_MEDIA_TYPE.matcher(type).matches()) {
      in.fault(Quoted.of(type) + " is not application/json, which data is read as");
    }
  }

  private void extension(String name, Draft draft, Reading in) throws IOException {
    if (!EXTENSION.matcher(name).matches() || name.equals("data_base64")) {
      in.fault(
          "is not known here, and no extension either (lower-case letters and digits)"
              + Closest.hint(name, attributes.keySet()));
      in.json().nextToken();
      in.json().skipChildren();
      return;
    }
    if (in.json().nextToken().isStructStart()) {
      in.mistyped("text, a number, true or false");
    }
    if (draft.extensions.isEmpty()) {
      draft.extensions = new ArrayList<>();
    }
    draft.extensions.add(name);
  }

  /** An attribute that need not be there: null is absent, as CloudEvents has it. */
  private static String optionalText(Reading in) throws IOException {
    return in.json().currentToken() == JsonToken.VALUE_NULL ? null : text(in);
  }

  private static String text(Reading in) throws IOException {
    if (in.json().currentToken() == JsonToken.VALUE_STRING) {
      return in.json().getText();
    }
    in.mistyped("text");
    return null;
  }

  private static void complete(Draft draft, Reading in) {
    for (Attribute attribute : Attribute.values()) {
      if (attribute.required() && !draft.seen.contains(attribute)) {
        String hint =
            Closest.to(attribute.json, draft.extensions)
                .map(extension -> "; is it meant by " + extension + "?")
                .orElse("");
        in.faultOf(attribute.json, "is missing; every fact has one" + hint);
      }
    }
    if (draft.fact != null) {
      for (String extension : draft.extensions) {
        if (draft.fact.names().stream().anyMatch(extension::equalsIgnoreCase)) {
          in.faultOf(extension, "is a field of data; it belongs in there");
        }
      }
    }
  }
}
