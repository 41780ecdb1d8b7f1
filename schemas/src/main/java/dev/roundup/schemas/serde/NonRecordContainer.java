package dev.roundup.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;

/** A value with a schema that cannot be told from the value: a union, or an array. */
public record NonRecordContainer(Schema schema, Object value) implements GenericContainer {
  @Override
  public Schema getSchema() {
    return schema;
  }
}
