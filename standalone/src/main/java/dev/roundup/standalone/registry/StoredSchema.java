package dev.roundup.standalone.registry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One version of a subject.
 *
 * @param id shared by every subject that has the same schema
 * @param text as it is handed out
 * @param identity what makes two schemas the same: the text in full, and what it refers to
 */
record StoredSchema(
    String subject, int version, int id, String text, List<Reference> references, String identity) {

  /** A schema that another one uses, by the name that it uses. */
  record Reference(String name, String subject, int version) {}

  /** The same in every registry of this kind: made of the schema alone. */
  UUID guid() {
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
  }
}
