package dev.roundup.schemas.codec;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readers of values without parts. */
final class ScalarReaders {
  private ScalarReaders() {}

  /**
   * Text of a format.
   *
   * @param personal whether it must not be quoted
   */
  record Text(TextFormat format, boolean personal) implements FieldReader {
    @Override
    public Object read(Reading in) throws IOException {
      if (in.json().currentToken() != JsonToken.VALUE_STRING) {
        in.mistyped(wanted());
        return null;
      }
      String text = in.json().getText();
      String fault = format.faultOf(text);
      if (fault == null) {
        return text;
      }
      in.fault(personal ? "is not " + format.rule() : fault);
      return null;
    }

    @Override
    public String wanted() {
      return "text";
    }
  }

  /** A 32-bit whole number. */
  record WholeNumber(int least) implements FieldReader {
    @Override
    public Object read(Reading in) throws IOException {
      if (in.json().currentToken() != JsonToken.VALUE_NUMBER_INT) {
        in.mistyped(wanted());
        return null;
      }
      if (in.json().getNumberType() != NumberType.INT) {
        in.fault("is out of range; a whole number up to " + Integer.MAX_VALUE + " is wanted");
        return null;
      }
      int number = in.json().getIntValue();
      if (number >= least) {
        return number;
      }
      in.fault("is " + number + "; at least " + least + " is wanted");
      return null;
    }

    @Override
    public String wanted() {
      return "a whole number";
    }
  }

  /** True or false. */
  record Flag() implements FieldReader {
    @Override
    public Object read(Reading in) throws IOException {
      if (!in.json().currentToken().isBoolean()) {
        in.mistyped(wanted());
        return null;
      }
      return in.json().getBooleanValue();
    }

    @Override
    public String wanted() {
      return "true or false";
    }
  }

  /** A time; see {@link Rfc3339}. */
  record Time() implements FieldReader {
    @Override
    public Object read(Reading in) throws IOException {
      if (in.json().currentToken() != JsonToken.VALUE_STRING) {
        in.mistyped(wanted());
        return null;
      }
      Instant time = Rfc3339.parse(in.json().getText());
      if (time == null) {
        in.fault(
            Quoted.of(in.json().getText())
                + " is no time; RFC 3339 with an offset is wanted, as in"
                + " 2026-10-14T18:42:11+02:00");
      }
      return time;
    }

    @Override
    public String wanted() {
      return "a time";
    }
  }

  /** A constant of an enum, by its name. */
  record Choice(Map<String, Enum<?>> constants) implements FieldReader {
    static Choice of(Class<?> type) {
      Map<String, Enum<?>> constants = new LinkedHashMap<>();
      for (Object constant : type.getEnumConstants()) {
        constants.put(((Enum<?>) constant).name(), (Enum<?>) constant);
      }
      return new Choice(constants);
    }

    @Override
    public Object read(Reading in) throws IOException {
      if (in.json().currentToken() != JsonToken.VALUE_STRING) {
        in.mistyped(wanted());
        return null;
      }
      String name = in.json().getText();
      Enum<?> constant = constants.get(name);
      if (constant == null) {
        List<String> known = List.copyOf(constants.keySet());
        in.fault(
            Quoted.of(name)
                + " is not one of "
                + String.join(", ", known)
                + Closest.hint(name, known));
      }
      return constant;
    }

    @Override
    public String wanted() {
      return "one of " + String.join(", ", constants.keySet());
    }
  }
}
