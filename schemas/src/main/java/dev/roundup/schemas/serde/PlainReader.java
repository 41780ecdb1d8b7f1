package dev.roundup.schemas.serde;

import java.io.IOException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads generated classes from what was written with the very schema that they are of, as nearly
 * all is. Then there is nothing to resolve, and one loop over the fields, with one switch, takes
 * half the time of Avro's own reader, which calls an object or two of its own for each field.
 */
final class PlainReader implements ValueReader {
  /** What a value is read by. */
  private enum Kind {
    NULL,
    BOOLEAN,
    INT,
    LONG,
    MICROS,
    FLOAT,
    DOUBLE,
    STRING,
    ENUM,
    ARRAY,
    MAP,
    UNION,
    RECORD
  }

  /** What cannot be read here. */
  private static final class Unsuitable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static final TimeConversions.TimestampMicrosConversion MICROS =
      new TimeConversions.TimestampMicrosConversion();

  private final Kind kind;
  private final Schema schema;

  /** The readers of a record's fields, a union's branches, an array's or a map's elements. */
  private PlainReader[] parts;

  private Object[] symbols;
  private Supplier<SpecificRecord> constructor;

  private PlainReader(Kind kind, Schema schema) {
    this.kind = kind;
    this.schema = schema;
  }

  /**
   * A reader of these values.
   *
   * @param reader of generated classes
   * @return empty if there is something to resolve, or that only Avro's own reader knows
   */
  static Optional<ValueReader> of(Schema writer, Schema reader) {
    // the canonical form has all that decides about the bytes
    String written = SchemaNormalization.toParsingForm(writer);
    if (!written.equals(SchemaNormalization.toParsingForm(reader))) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(reader, new HashMap<>()));
    } catch (Unsuitable e) {
      return Optional.empty();
    }
  }

  private static PlainReader of(Schema schema, Map<String, PlainReader> records) throws Unsuitable {
    return switch (schema.getType()) {
      case NULL -> plain(Kind.NULL, schema);
      case BOOLEAN -> plain(Kind.BOOLEAN, schema);
      case INT -> plain(Kind.INT, schema);
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
              ? new PlainReader(Kind.MICROS, schema)
              : plain(Kind.LONG, schema);
      case FLOAT -> plain(Kind.FLOAT, schema);
      case DOUBLE -> plain(Kind.DOUBLE, schema);
      case STRING -> string(schema);
      case ENUM -> enumeration(schema);
      case ARRAY -> of(Kind.ARRAY, schema, List.of(schema.getElementType()), records);
      case MAP -> of(Kind.MAP, schema, List.of(schema.getValueType()), records);
      case UNION -> of(Kind.UNION, schema, schema.getTypes(), records);
      case RECORD -> record(schema, records);
      case BYTES, FIXED -> throw new Unsuitable();
    };
  }

  private static PlainReader plain(Kind kind, Schema schema) throws Unsuitable {
    if (schema.getLogicalType() != null) {
      throw new Unsuitable();
    }
    return new PlainReader(kind, schema);
  }

  private static PlainReader string(Schema schema) throws Unsuitable {
    requireJavaStrings(schema);
    return plain(Kind.STRING, schema);
  }

  private static void requireJavaStrings(Schema schema) throws Unsuitable {
    if (!GenericData.StringType.String.name().equals(schema.getProp(GenericData.STRING_PROP))) {
      throw new Unsuitable();
    }
  }

  private static PlainReader enumeration(Schema schema) throws Unsuitable {
    PlainReader reader = plain(Kind.ENUM, schema);
    reader.symbols = generated(schema).getEnumConstants();
    return reader;
  }

  private static PlainReader of(
      Kind kind, Schema schema, List<Schema> types, Map<String, PlainReader> records)
      throws Unsuitable {
    PlainReader reader = plain(kind, schema);
    if (kind == Kind.MAP) {
      requireJavaStrings(schema);
    }
    reader.parts = parts(types, records);
    return reader;
  }

  private static PlainReader record(Schema schema, Map<String, PlainReader> records)
      throws Unsuitable {
    PlainReader known = records.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    PlainReader reader = plain(Kind.RECORD, schema);
    records.put(schema.getFullName(), reader);
    reader.constructor = constructor(generated(schema));
    reader.parts = parts(schema.getFields().stream().map(Schema.Field::schema).toList(), records);
    return reader;
  }

  private static PlainReader[] parts(List<Schema> types, Map<String, PlainReader> records)
      throws Unsuitable {
    PlainReader[] parts = new PlainReader[types.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = of(types.get(i), records);
    }
    return parts;
  }

  private static Class<?> generated(Schema schema) throws Unsuitable {
    Class<?> type = SpecificData.get().getClass(schema);
    if (type == null) {
      throw new Unsuitable();
    }
    return type;
  }

  /** As quick as {@code new}, unlike a call of the constructor by reflection. */
  @SuppressWarnings("unchecked")
  private static Supplier<SpecificRecord> constructor(Class<?> type) throws Unsuitable {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class));
      MethodHandle factory =
          LambdaMetafactory.metafactory(
                  lookup,
                  "get",
                  MethodType.methodType(Supplier.class),
                  MethodType.methodType(Object.class),
                  constructor,
                  MethodType.methodType(type))
              .getTarget();
      return (Supplier<SpecificRecord>) factory.invoke();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) { // what a method handle declares; the class cannot be made so
      throw new Unsuitable();
    }
  }

  @Override
  public Object read(RecordDecoder in) throws IOException {
    return switch (kind) {
      case NULL -> null;
      case BOOLEAN -> in.readBoolean();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case MICROS -> MICROS.fromLong(in.readLong(), schema, schema.getLogicalType());
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case STRING -> in.readString();
      case ENUM -> symbols[in.readEnum()];
      case ARRAY -> array(in);
      case MAP -> map(in);
      case UNION -> parts[in.readIndex()].read(in);
      case RECORD -> record(in);
    };
  }

  private Object record(RecordDecoder in) throws IOException {
    SpecificRecord record = constructor.get();
    for (int field = 0; field < parts.length; field++) {
      record.put(field, parts[field].read(in));
    }
    return record;
  }

  private Object array(RecordDecoder in) throws IOException {
    long count = in.readArrayStart();
    List<Object> elements = new GenericData.Array<>((int) count, schema);
    for (; count > 0; count = in.arrayNext()) {
      for (long i = 0; i < count; i++) {
        elements.add(parts[0].read(in));
      }
    }
    return elements;
  }

  private Object map(RecordDecoder in) throws IOException {
    Map<Object, Object> entries = new HashMap<>();
    for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
      for (long i = 0; i < count; i++) {
        entries.put(in.readString(), parts[0].read(in));
      }
    }
    return entries;
  }
}
