package dev.roundup.standalone.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** What a new version of a subject must be able to do. */
enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean readsOld;
  private final boolean readByOld;
  private final boolean transitive;

  Compatibility(boolean readsOld, boolean readByOld, boolean transitive) {
    this.readsOld = readsOld;
    this.readByOld = readByOld;
    this.transitive = transitive;
  }

  static Optional<Compatibility> named(String name) {
    for (Compatibility level : values()) {
      if (level.name().equalsIgnoreCase(name)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** Those of the older versions that count, given from the oldest to the newest. */
  <T> List<T> counting(List<T> older) {
    return transitive || older.isEmpty() ? older : older.subList(older.size() - 1, older.size());
  }

  /** Why a schema does not go with an older one; empty if it does. */
  Optional<String> conflict(Schema schema, Schema older) {
    Optional<String> backward = readsOld ? unreadable(schema, older) : Optional.empty();
    return backward.isPresent() || !readByOld ? backward : unreadable(older, schema);
  }

  private static Optional<String> unreadable(Schema reader, Schema writer) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return Optional.empty();
    }
    return Optional.of(
        pair.getResult().getIncompatibilities().stream()
            .map(Compatibility::sentence)
            .collect(Collectors.joining("; ")));
  }

  private static String sentence(Incompatibility incompatibility) {
    return incompatibility.getType()
        + " at "
        + incompatibility.getLocation()
        + " ("
        + incompatibility.getMessage()
        + ")";
  }
}
