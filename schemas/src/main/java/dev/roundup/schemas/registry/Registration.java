package dev.roundup.schemas.registry;

import java.util.UUID;
import org.apache.avro.Schema;

/**
 * A schema that the registry knows.
 *
 * @param guid null where the registry has no such ids
 */
public record Registration(int id, UUID guid, Schema schema) {}
