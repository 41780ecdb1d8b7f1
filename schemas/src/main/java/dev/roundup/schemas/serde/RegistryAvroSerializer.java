package dev.roundup.schemas.serde;

import dev.roundup.schemas.registry.Registration;
import dev.roundup.schemas.registry.Registries;
import dev.roundup.schemas.registry.Registry;
import dev.roundup.schemas.registry.RegistryConfig;
import dev.roundup.schemas.registry.RegistryRefusal;
import dev.roundup.schemas.registry.SubjectNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes Avro in the schema registry's standard framing, under the configuration keys of the
 * registry's own serializer, whose place it can take. Safe for use by many threads, as the producer
 * needs it.
 *
 * <p>A record that cannot be written is a {@link SerializationException}; a registry that is away
 * is a {@link org.apache.kafka.common.errors.RetriableException}, and never the record's fault.
 */
public final class RegistryAvroSerializer<T> implements Serializer<T> {
  private final ThreadLocal<WritingThread> threads = ThreadLocal.withInitial(WritingThread::new);
  private RegistryConfig config;
  private SubjectNames subjectNames;
  private Registry registry;
  private String headerName;
  private boolean isKey;

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    this.config = RegistryConfig.of(configs, isKey);
    this.subjectNames = SubjectNames.of(config.subjectNames()).orElseThrow();
    this.registry = Registries.of(config);
    this.headerName = Framing.headerName(isKey);
    this.isKey = isKey;
  }

  @Override
  public byte[] serialize(String topic, T datum) {
    return serialize(topic, null, datum);
  }

  @Override
  public byte[] serialize(String topic, Headers headers, T datum) {
    if (datum == null) {
      return null;
    }
    WritingThread thread = threads.get();
    Schema schema = DatumSchemas.of(datum);
    Target target = thread.target(topic, schema);
    if (target == null) {
      target = target(topic, schema);
      thread.remember(topic, schema, target);
    }
    RecordEncoder encoder = thread.encoder();
    if (config.guidInHeader()) {
      addHeader(headers, target);
      encoder.begin();
    } else {
      encoder.begin(target.id());
    }
    return write(datum, target, encoder);
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
    threads.remove();
  }

  private byte[] write(Object datum, Target target, RecordEncoder encoder) {
    Object value = datum instanceof NonRecordContainer container ? container.value() : datum;
    try {
      if (target.raw()) {
        raw(value, encoder);
      } else {
        target.writer().write(value, encoder);
      }
    } catch (AvroRuntimeException
        | ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException
        | IOException e) {
      throw new SerializationException(
          "The record does not fit its schema subject=" + target.subject() + ": " + e.getMessage(),
          e);
    }
    return encoder.finish();
  }

  /** A schema of bytes alone is written without a length. */
  private static void raw(Object value, RecordEncoder encoder) throws IOException {
    if (value instanceof byte[] bytes) {
      encoder.writeFixed(bytes, 0, bytes.length);
    } else {
      encoder.writeFixed((ByteBuffer) value);
    }
  }

  private void addHeader(Headers headers, Target target) {
    if (headers == null) {
      throw new SerializationException("Missing headers: the schema's guid is written into one");
    }
    if (target.guid() == null) {
      throw new SerializationException(
          "The registry gave no guid to write into a header subject=" + target.subject());
    }
    byte[] guid = Framing.header(target.guid());
    org.apache.kafka.common.header.Header last = headers.lastHeader(headerName);
    if (last == null || !java.util.Arrays.equals(last.value(), guid)) {
      headers.add(headerName, guid);
    }
  }

  private Target target(String topic, Schema schema) {
    Schema shown =
        config.removeJavaProperties() ? DatumSchemas.withoutJavaProperties(schema) : schema;
    String subject = subjectNames.subject(topic, isKey, shown);
    try {
      if (config.autoRegister()) {
        return Target.of(subject, registry.register(subject, shown), schema);
      }
      if (config.useLatest()) {
        return latest(subject, shown);
      }
      return Target.of(subject, registry.lookup(subject, shown), schema);
    } catch (RegistryRefusal e) {
      throw new SerializationException(
          "The schema registry refuses the record's schema subject="
              + subject
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private Target latest(String subject, Schema schema) {
    Registration latest = registry.latest(subject);
    if (config.strictLatest()
        && SchemaCompatibility.checkReaderWriterCompatibility(latest.schema(), schema).getType()
            != SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE) {
      throw new SerializationException(
          "The newest schema cannot read the record's subject="
              + subject
              + " id="
              + latest.id()
              + "; latest.compatibility.strict=false writes it nevertheless");
    }
    return Target.of(subject, latest, latest.schema());
  }
}
