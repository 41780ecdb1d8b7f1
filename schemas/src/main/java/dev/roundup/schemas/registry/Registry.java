package dev.roundup.schemas.registry;

import java.util.UUID;
import org.apache.avro.Schema;

/**
 * A schema registry, as the Avro serde needs it. All methods are safe for use by many threads.
 *
 * <p>They throw {@link RegistryRefusal} where the registry has answered and said no, a {@link
 * org.apache.kafka.common.errors.RetriableException} where it could not be asked or is not well,
 * and {@link org.apache.kafka.common.errors.AuthenticationException} or {@link
 * org.apache.kafka.common.errors.AuthorizationException} where it does not let us in.
 */
public interface Registry extends AutoCloseable {
  /** Registers a schema under a subject; the same schema again gives the same registration. */
  Registration register(String subject, Schema schema);

  /** Finds the registration of a schema under a subject, without registering it. */
  Registration lookup(String subject, Schema schema);

  /** The newest version of a subject. */
  Registration latest(String subject);

  /**
   * The schema of an id.
   *
   * @param subject where the id is expected, as a hint to the registry; may be empty
   */
  Schema byId(int id, String subject);

  /** The schema of a globally unique id. */
  Schema byGuid(UUID guid);

  /** Lets go of connections and ends the waits of others. */
  @Override
  void close();
}
