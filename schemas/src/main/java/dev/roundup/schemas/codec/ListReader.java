package dev.roundup.schemas.codec;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a list, element by element; {@code null} is no element. */
record ListReader(FieldReader elements) implements FieldReader {
  @Override
  public Object read(Reading in) throws IOException {
    if (in.json().currentToken() != JsonToken.START_ARRAY) {
      in.mistyped(wanted());
      return null;
    }
    List<Object> list = new ArrayList<>();
    while (in.json().nextToken() != JsonToken.END_ARRAY) {
      list.add(elements.read(in));
    }
    return list;
  }

  @Override
  public String wanted() {
    return "a list";
  }
}
