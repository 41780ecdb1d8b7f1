package dev.roundup.schemas.registry;

import dev.roundup.schemas.registry.RegistryConfig.Caches;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/** Remembers the answers of another registry, and never asks the same thing twice at a time. */
final class CachingRegistry implements Registry {
  private record SubjectSchema(String subject, Schema schema) {}

  private final Registry registry;
  private final Flights<SubjectSchema, Registration> registrations;
  private final Flights<SubjectSchema, Registration> lookups;
  private final Flights<String, Registration> latest;
  private final Flights<Integer, Schema> byId;
  private final Flights<UUID, Schema> byGuid;

  CachingRegistry(Registry registry, Caches caches, LongSupplier nanos) {
    this.registry = registry;
    this.registrations = cache(caches, Optional.empty(), nanos);
    this.lookups = cache(caches, Optional.empty(), nanos);
    this.latest = new Flights<>(caches.capacity(), caches.latestTtl(), caches.missingTtl(), nanos);
    this.byId = cache(caches, Optional.empty(), nanos);
    this.byGuid = cache(caches, Optional.empty(), nanos);
  }

  private static <K, V> Flights<K, V> cache(
      Caches caches, Optional<java.time.Duration> ttl, LongSupplier nanos) {
    return new Flights<>(caches.capacity(), ttl, caches.missingTtl(), nanos);
  }

  @Override
  public Registration register(String subject, Schema schema) {
    return registrations.get(
        new SubjectSchema(subject, schema), () -> registry.register(subject, schema));
  }

  @Override
  public Registration lookup(String subject, Schema schema) {
    return lookups.get(new SubjectSchema(subject, schema), () -> registry.lookup(subject, schema));
  }

  @Override
  public Registration latest(String subject) {
    return latest.get(subject, () -> registry.latest(subject));
  }

  @Override
  public Schema byId(int id, String subject) {
    return byId.get(id, () -> registry.byId(id, subject));
  }

  @Override
  public Schema byGuid(UUID guid) {
    return byGuid.get(guid, () -> registry.byGuid(guid));
  }

  @Override
  public void close() {
    registry.close();
  }
}
