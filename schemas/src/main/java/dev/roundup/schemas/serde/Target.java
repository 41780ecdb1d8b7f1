package dev.roundup.schemas.serde;

import dev.roundup.schemas.registry.Registration;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Under which id, and with which writer, values of one schema go to one subject.
 *
 * @param guid null where the registry has none
 * @param raw whether the schema is of bytes alone
 */
record Target(String subject, int id, UUID guid, boolean raw, DatumWriter<Object> writer) {
  /**
   * Makes the writer of a registration.
   *
   * @param schema the schema that the values are written with: the same on the wire as the
   *     registered one
   */
  static Target of(String subject, Registration registration, Schema schema) {
    return new Target(
        subject,
        registration.id(),
        registration.guid(),
        schema.getType() == Schema.Type.BYTES,
        new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)));
  }
}
