package dev.roundup.schemas.codec;

import dev.roundup.schemas.codec.RecordReader.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Compiles the schema of generated classes into readers, once. */
final class FieldReaders {
  private final SpecificData data = SpecificData.get();
  private final Map<String, RecordReader> records = new HashMap<>();

  RecordReader of(Schema record) {
    RecordReader known = records.get(record.getFullName());
    if (known != null) {
      return known;
    }
    List<Slot> slots = new ArrayList<>();
    for (Field field : record.getFields()) {
      slots.add(slot(record, field));
    }
    RecordReader reader = new RecordReader(instances(record), List.copyOf(slots));
    records.put(record.getFullName(), reader);
    return reader;
  }

  /** The reader of a field's values; the field's properties say more than its schema. */
  FieldReader of(Schema schema, Field field) {
    return switch (schema.getType()) {
      case RECORD -> of(schema);
      case ARRAY -> new ListReader(of(schema.getElementType(), field));
      case UNION -> of(Schemas.present(schema), field);
      case ENUM -> ScalarReaders.Choice.of(data.getClass(schema));
      case BOOLEAN -> new ScalarReaders.Flag();
      case INT -> new ScalarReaders.WholeNumber(Schemas.minimum(field));
      case LONG -> new ScalarReaders.Time();
      case STRING -> new ScalarReaders.Text(Schemas.format(field), Schemas.personal(field));
      default ->
          throw new IllegalArgumentException(
              "No fact may hold a field of the type " + schema.getType() + ": " + field.name());
    };
  }

  private Slot slot(Schema record, Field field) {
    String earlier = field.getProp("notBefore");
    return new Slot(
        field.pos(),
        field.name(),
        of(field.schema(), field),
        fallback(field),
        earlier == null ? -1 : record.getField(earlier).pos());
  }

  private Supplier<Object> fallback(Field field) {
    if (!field.hasDefaultValue()) {
      return null;
    }
    Object value = data.getDefaultValue(field);
    return value instanceof List<?> list ? () -> new ArrayList<Object>(list) : () -> value;
  }

  private Supplier<SpecificRecord> instances(Schema record) {
    var supplier = data.getNewRecordSupplier(record);
    return () -> (SpecificRecord) supplier.newInstance(null, record);
  }
}
