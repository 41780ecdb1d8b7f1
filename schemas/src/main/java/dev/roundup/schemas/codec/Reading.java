package dev.roundup.schemas.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The reading of one fact: where the parser stands, and what was found wrong so far. Paths are
 * taken from the parser's own context, so that they cost nothing while all is well.
 */
final class Reading {
  /** More faults than this help nobody; the rest is counted. */
  private static final int MOST_FAULTS = 50;

  private final JsonParser json;
  private final List<Fault> faults = new ArrayList<>();
  private int untold;

  Reading(JsonParser json) {
    this.json = json;
  }

  JsonParser json() {
    return json;
  }

  boolean faultless() {
    return faults.isEmpty();
  }

  Decoded.Refused refused() {
    if (untold > 0) {
      faults.add(new Fault("", "and " + untold + " more faults"));
    }
    return new Decoded.Refused(faults);
  }

  /** Notes a fault of the value, or of the field name, at which the parser stands. */
  void fault(String reason) {
    JsonToken token = json.currentToken();
    boolean opened = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    JsonStreamContext context = json.getParsingContext();
    add(path(opened ? context.getParent() : context), reason);
  }

  /** Notes a fault of a field of the object whose end the parser stands at. */
  void faultOf(String field, String reason) {
    String path = path(json.getParsingContext());
    add(path.isEmpty() ? field : path + "." + field, reason);
  }

  void faultOfAll(String reason) {
    add("", reason);
  }

  /** Notes that the value at which the parser stands is of another kind, and passes it over. */
  void mistyped(String wanted) throws IOException {
    fault("is " + kind(json.currentToken()) + "; " + wanted + " is wanted");
    json.skipChildren();
  }

  private void add(String path, String reason) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(path, reason));
    } else {
      untold++;
    }
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction or an exponent";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "null";
    };
  }

  private static String path(JsonStreamContext context) {
    StringBuilder path = new StringBuilder();
    append(context, path);
    return path.toString();
  }

  private static void append(JsonStreamContext context, StringBuilder path) {
    if (context == null || context.inRoot()) {
      return;
    }
    append(context.getParent(), path);
    if (context.inArray()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.getCurrentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(Quoted.plain(context.getCurrentName()));
    }
  }
}
