package dev.roundup.standalone.registry;

import dev.roundup.standalone.registry.StoredSchema.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * All schemas that are registered, and what is wanted of new ones. It changes only by {@link
 * #store} and {@link #configure}, of which doing the same again changes nothing. May be read by
 * many threads while one changes it.
 */
final class Ledger {
  static final String GLOBAL = "";

  private final Map<String, ConcurrentSkipListMap<Integer, StoredSchema>> subjects =
      new ConcurrentSkipListMap<>();
  private final Map<Integer, StoredSchema> byId = new ConcurrentHashMap<>();
  private final Map<String, Compatibility> levels = new ConcurrentHashMap<>();

  void store(StoredSchema schema) {
    subjects
        .computeIfAbsent(schema.subject(), ignored -> new ConcurrentSkipListMap<>())
        .put(schema.version(), schema);
    byId.putIfAbsent(schema.id(), schema);
  }

  /** Takes a version over from the log. */
  void restore(String subject, int version, int id, String text, List<Reference> references) {
    store(new StoredSchema(subject, version, id, text, references, identity(text, references)));
  }

  private String identity(String text, List<Reference> references) {
    String full = parse(text, references).toString();
    return references.isEmpty() ? full : full + references;
  }

  /** Sets what is wanted of a subject, or of all others; null: nothing of its own any more. */
  void configure(String subject, Compatibility level) {
    if (level == null) {
      levels.remove(subject);
    } else {
      levels.put(subject, level);
    }
  }

  Collection<String> subjects() {
    return Collections.unmodifiableSet(subjects.keySet());
  }

  /** From the oldest to the newest; empty if the subject is unknown. */
  List<StoredSchema> versions(String subject) {
    ConcurrentSkipListMap<Integer, StoredSchema> versions = subjects.get(subject);
    return versions == null ? List.of() : List.copyOf(versions.values());
  }

  StoredSchema version(String subject, String version) {
    List<StoredSchema> versions = versions(subject);
    if (versions.isEmpty()) {
      throw Refused.noSubject(subject);
    }
    if (version.equals("latest") || version.equals("-1")) {
      return versions.get(versions.size() - 1);
    }
    int number = number(version);
    return versions.stream()
        .filter(schema -> schema.version() == number)
        .findFirst()
        .orElseThrow(() -> Refused.noVersion(version));
  }

  private static int number(String version) {
    try {
      int number = Integer.parseInt(version);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw Refused.invalidVersion(version);
  }

  StoredSchema byId(String id) {
    StoredSchema schema = id.matches("\\d{1,9}") ? byId.get(Integer.valueOf(id)) : null;
    if (schema == null) {
      throw Refused.noSchema(id);
    }
    return schema;
  }

  StoredSchema byGuid(String guid) {
    return byId.values().stream()
        .filter(schema -> schema.guid().equals(uuid(guid)))
        .findFirst()
        .orElseThrow(() -> Refused.noSchema(guid));
  }

  private static UUID uuid(String guid) {
    try {
      return UUID.fromString(guid);
    } catch (IllegalArgumentException e) {
      throw Refused.noSchema(guid);
    }
  }

  /** Every version of any subject that has the id. */
  List<StoredSchema> withId(int id) {
    List<StoredSchema> found = new ArrayList<>();
    subjects
        .values()
        .forEach(
            versions ->
                versions.values().stream().filter(schema -> schema.id() == id).forEach(found::add));
    return found;
  }

  Optional<StoredSchema> find(String subject, StoredSchema draft) {
    return versions(subject).stream()
        .filter(schema -> schema.identity().equals(draft.identity()))
        .findFirst();
  }

  Compatibility level(String subject) {
    return levels.getOrDefault(subject, levels.getOrDefault(GLOBAL, Compatibility.BACKWARD));
  }

  Optional<Compatibility> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  /** What a request proposes, as the next version of its subject. */
  StoredSchema draft(String subject, String text, List<Reference> references) {
    String identity = identity(text, references);
    List<StoredSchema> versions = versions(subject);
    int version = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
    int id =
        byId.values().stream()
            .filter(stored -> stored.identity().equals(identity))
            .mapToInt(StoredSchema::id)
            .findFirst()
            .orElseGet(() -> byId.keySet().stream().max(Integer::compare).orElse(0) + 1);
    return new StoredSchema(
        subject, version, id, references.isEmpty() ? identity : text, references, identity);
  }

  /** The first of the versions that a draft does not go with, and why. */
  Optional<Refused> conflict(StoredSchema draft, Compatibility level, List<StoredSchema> older) {
    Schema schema = parse(draft);
    return level.counting(older).stream()
        .flatMap(
            version ->
                level
                    .conflict(schema, parse(version))
                    .map(why -> Refused.incompatible(draft.subject(), version.version(), why))
                    .stream())
        .findFirst();
  }

  private Schema parse(StoredSchema schema) {
    return parse(schema.text(), schema.references());
  }

  private Schema parse(String text, List<Reference> references) {
    Schema.Parser parser = new Schema.Parser();
    try {
      parseReferences(references, parser, new HashSet<>());
      return parser.parse(text);
    } catch (AvroRuntimeException | IllegalArgumentException e) {
      throw Refused.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  /** What is referred to is parsed first, each once, so that its names are known. */
  private void parseReferences(
      List<Reference> references, Schema.Parser parser, Set<StoredSchema> seen) {
    for (Reference reference : references) {
      StoredSchema schema = referred(reference);
      if (seen.add(schema)) {
        parseReferences(schema.references(), parser, seen);
        parser.parse(schema.text());
      }
    }
  }

  private StoredSchema referred(Reference reference) {
    try {
      return version(reference.subject(), Integer.toString(reference.version()));
    } catch (Refused e) {
      throw Refused.invalidSchema(
          "the reference " + reference.name() + " leads nowhere: " + e.getMessage());
    }
  }
}
