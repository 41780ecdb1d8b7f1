package dev.roundup.schemas.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry in memory, for tests of topologies: {@code mock://scope}. Serializers and
 * deserializers are made apart from each other, by class name, so that what they share can only be
 * found by the scope's name, in this process. It checks no compatibility.
 */
final class MemoryRegistry implements Registry {
  private static final Map<String, MemoryRegistry> SCOPES = new ConcurrentHashMap<>();

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new HashMap<>();

  static Registry scope(String name) {
    return SCOPES.computeIfAbsent(name, ignored -> new MemoryRegistry());
  }

  @Override
  public synchronized Registration register(String subject, Schema schema) {
    int id = idOf(schema);
    if (id > schemas.size()) {
      schemas.add(schema);
    }
    List<Integer> versions = subjects.computeIfAbsent(subject, ignored -> new ArrayList<>());
    if (!versions.contains(id)) {
      versions.add(id);
    }
    return registration(id);
  }

  @Override
  public synchronized Registration lookup(String subject, Schema schema) {
    int id = idOf(schema);
    if (!versions(subject).contains(id)) {
      throw new RegistryRefusal(404, 40403, "Schema not found");
    }
    return registration(id);
  }

  @Override
  public synchronized Registration latest(String subject) {
    List<Integer> versions = versions(subject);
    return registration(versions.get(versions.size() - 1));
  }

  @Override
  public synchronized Schema byId(int id, String subject) {
    if (id < 1 || id > schemas.size()) {
      throw new RegistryRefusal(404, 40403, "Schema " + id + " not found");
    }
    return schemas.get(id - 1);
  }

  @Override
  public synchronized Schema byGuid(UUID guid) {
    return schemas.stream()
        .filter(schema -> guid(schema).equals(guid))
        .findFirst()
        .orElseThrow(() -> new RegistryRefusal(404, 40403, "Schema " + guid + " not found"));
  }

  @Override
  public void close() {
    // the scope outlives those who use it
  }

  private List<Integer> versions(String subject) {
    List<Integer> versions = subjects.get(subject);
    if (versions == null) {
      throw new RegistryRefusal(404, 40401, "Subject '" + subject + "' not found.");
    }
    return versions;
  }

  private int idOf(Schema schema) {
    String text = schema.toString();
    for (int i = 0; i < schemas.size(); i++) {
      if (schemas.get(i).toString().equals(text)) {
        return i + 1;
      }
    }
    return schemas.size() + 1;
  }

  private Registration registration(int id) {
    Schema schema = schemas.get(id - 1);
    return new Registration(id, guid(schema), schema);
  }

  private static UUID guid(Schema schema) {
    return UUID.nameUUIDFromBytes(schema.toString().getBytes(StandardCharsets.UTF_8));
  }
}
