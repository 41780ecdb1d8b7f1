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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Where the attributes stand in a mask of those seen. */
  private static final List<String> ATTRIBUTES =
      List.of(
          "specversion",
          "id",
          "type",
          "source",
          "subject",
          "time",
          "data",
          "datacontenttype",
          "dataschema");

  private static final int REQUIRED = 7;

  private final Clock clock;
  private final JsonFactory factory;
  private final Map<String, RecordReader> facts = new LinkedHashMap<>();
  private final Map<String, Field> fields =
      Map.of(
          "id", envelope("id"),
          "source", envelope("source"),
          "subject", envelope("meetupId"),
          "time", envelope("occurredAt"));
  private final Map<String, FieldReader> attributes = new LinkedHashMap<>();
  private final int factPosition = envelope("fact").pos();

  /** What one reading has found so far. */
  private static final class Draft {
    private final MeetupEvent event = new MeetupEvent();
    private int seen;
    private RecordReader fact;
    private List<String> extensions = List.of();
  }

  CloudEventReader(Clock clock, JsonFactory factory) {
    this.clock = clock;
    this.factory = factory;
    FieldReaders readers = new FieldReaders();
    fields.forEach((name, field) -> attributes.put(name, readers.of(field.schema(), field)));
    Schemas.facts().forEach(fact -> facts.put(fact.getName(), readers.of(fact)));
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
      int bit = 1 << ATTRIBUTES.indexOf(name);
      if (ATTRIBUTES.contains(name) && (draft.seen & bit) != 0) {
        in.fault("stands here twice");
        json.nextToken();
        json.skipChildren();
        continue;
      }
      switch (name) {
        case "id", "source", "subject", "time" -> attribute(name, draft, in);
        case "type" -> draft.fact = type(in);
        case "data" -> data(draft, in, bytes);
        case "specversion" -> specVersion(in);
        case "datacontenttype" -> contentType(in);
        case "dataschema" -> {
          json.nextToken();
          text(in);
        }
        default -> extension(name, draft, in);
      }
      draft.seen |= ATTRIBUTES.contains(name) ? bit : 0;
    }
    complete(draft, in);
    return draft.event;
  }

  private void attribute(String name, Draft draft, Reading in) throws IOException {
    in.json().nextToken();
    Object value = attributes.get(name).read(in);
    if (value instanceof Instant time && time.isAfter(clock.instant().plus(FURTHEST_AHEAD))) {
      in.fault("is more than 24 hours ahead of now (" + clock.instant() + "); a fact has happened");
    } else if (value != null) {
      draft.event.put(fields.get(name).pos(), value);
    }
  }

  private RecordReader type(Reading in) throws IOException {
    in.json().nextToken();
    String type = text(in);
    RecordReader fact = type == null ? null : facts.get(type);
    if (type != null && fact == null) {
      in.fault(Quoted.of(type) + " is no known fact" + Closest.hint(type, facts.keySet()));
    }
    return fact;
  }

  private void data(Draft draft, Reading in, byte[] bytes) throws IOException {
    RecordReader fact = draft.fact == null ? facts.get(typeOf(bytes)) : draft.fact;
    in.json().nextToken();
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
    in.json().nextToken();
    String version = text(in);
    if (version != null && !version.equals("1.0")) {
      in.fault(Quoted.of(version) + " is not \"1.0\", the version of CloudEvents that is read");
    }
  }

  private static void contentType(Reading in) throws IOException {
    in.json().nextToken();
    String type = text(in);
    if (type != null && !JSON_MEDIA_TYPE.matcher(type).matches()) {
      in.fault(Quoted.of(type) + " is not application/json, which data is read as");
    }
  }

  private static void extension(String name, Draft draft, Reading in) throws IOException {
    if (!EXTENSION.matcher(name).matches() || name.equals("data_base64")) {
      in.fault(
          "is not known here, and no extension either (lower-case letters and digits)"
              + Closest.hint(name, ATTRIBUTES));
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

  private static String text(Reading in) throws IOException {
    if (in.json().currentToken() == JsonToken.VALUE_STRING) {
      return in.json().getText();
    }
    in.mistyped("text");
    return null;
  }

  private static void complete(Draft draft, Reading in) {
    for (int i = 0; i < REQUIRED; i++) {
      if ((draft.seen & 1 << i) == 0) {
        String name = ATTRIBUTES.get(i);
        String hint =
            Closest.to(name, draft.extensions)
                .map(extension -> "; is it meant by " + extension + "?")
                .orElse("");
        in.faultOf(name, "is missing; every fact has one" + hint);
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

  private static Field envelope(String name) {
    Schema schema = MeetupEvent.getClassSchema();
    return schema.getField(name);
  }
}
