package dev.roundup.schemas.serde;

import dev.roundup.schemas.registry.Registries;
import dev.roundup.schemas.registry.Registry;
import dev.roundup.schemas.registry.RegistryConfig;
import dev.roundup.schemas.registry.RegistryRefusal;
import dev.roundup.schemas.registry.SubjectNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads Avro in the schema registry's standard framing, under the configuration keys of the
 * registry's own deserializer, whose place it can take. Safe for use by many threads, because
 * Streams shares one between its own.
 *
 * <p>A record that cannot be read is a {@link SerializationException}; a registry that is away is a
 * {@link org.apache.kafka.common.errors.RetriableException}, and never the record's fault.
 */
public final class RegistryAvroDeserializer<T> implements Deserializer<T> {
  private final ThreadLocal<ReadingThread> threads = ThreadLocal.withInitial(ReadingThread::new);
  private RegistryConfig config;
  private SubjectNames subjectNames;
  private Registry registry;
  private Readers readers;
  private String headerName;
  private boolean isKey;

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    this.config = RegistryConfig.of(configs, isKey);
    this.subjectNames = SubjectNames.of(config.subjectNames()).orElseThrow();
    this.registry = Registries.of(config);
    this.readers = new Readers(config, registry);
    this.headerName = Framing.headerName(isKey);
    this.isKey = isKey;
  }

  @Override
  public T deserialize(String topic, byte[] data) {
    return deserialize(topic, null, data);
  }

  @Override
  public T deserialize(String topic, Headers headers, byte[] data) {
    return data == null ? null : read(topic, headers, data, 0, data.length);
  }

  /** Reads the bytes where they are, if they are on the heap. */
  @Override
  public T deserialize(String topic, Headers headers, ByteBuffer data) {
    if (data == null) {
      return null;
    }
    if (data.hasArray()) {
      int start = data.arrayOffset() + data.position();
      return read(topic, headers, data.array(), start, data.remaining());
    }
    byte[] copy = new byte[data.remaining()];
    data.duplicate().get(copy);
    return read(topic, headers, copy, 0, copy.length);
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
    threads.remove();
  }

  private T read(String topic, Headers headers, byte[] bytes, int start, int length) {
    byte[] header = headers == null ? null : Framing.header(headers, headerName);
    ReadingThread thread = threads.get();
    if (header != null) {
      ValueReader reader = reader(thread, topic, header, 0, header.length);
      return read(reader, thread, topic, bytes, start, length);
    }
    int prefix = Framing.magic(bytes, start, length) == Framing.ID ? 5 : Framing.GUID_HEADER;
    ValueReader reader = reader(thread, topic, bytes, start, length);
    return read(reader, thread, topic, bytes, start + prefix, length - prefix);
  }

  private ValueReader reader(
      ReadingThread thread, String topic, byte[] header, int start, int length) {
    if (Framing.magic(header, start, length) == Framing.GUID) {
      UUID guid = Framing.guid(header, start);
      ValueReader reader = thread.reader(guid);
      if (reader == null) {
        reader = byGuid(topic, guid);
        thread.remember(guid, reader);
      }
      return reader;
    }
    int id = Framing.id(header, start);
    ValueReader reader = thread.reader(id);
    if (reader == null) {
      reader = byId(topic, id);
      thread.remember(id, reader);
    }
    return reader;
  }

  private ValueReader byId(String topic, int id) {
    String hint = subjectNames.byTopicAlone() ? subjectNames.subject(topic, isKey, null) : "";
    try {
      return readers.of(registry.byId(id, hint), subject(topic));
    } catch (RegistryRefusal e) {
      throw refused(topic, "id=" + id, e);
    }
  }

  private ValueReader byGuid(String topic, UUID guid) {
    try {
      return readers.of(registry.byGuid(guid), subject(topic));
    } catch (RegistryRefusal e) {
      throw refused(topic, "guid=" + guid, e);
    }
  }

  private java.util.function.Function<Schema, String> subject(String topic) {
    return schema -> subjectNames.subject(topic, isKey, schema);
  }

  private SerializationException refused(String topic, String id, RegistryRefusal e) {
    return new SerializationException(
        "The schema registry does not give the record's schema topic="
            + topic
            + " "
            + id
            + ": "
            + e.getMessage(),
        e);
  }

  @SuppressWarnings("unchecked")
  private T read(
      ValueReader reader, ReadingThread thread, String topic, byte[] bytes, int start, int length) {
    RecordDecoder decoder = thread.decoder();
    decoder.begin(bytes, start, length);
    try {
      Object value = reader.read(decoder);
      if (config.failOnTrailingData() && decoder.remaining() > 0) {
        throw new IOException("there are " + decoder.remaining() + " bytes behind the record");
      }
      return (T) value;
    } catch (RuntimeException | IOException e) {
      throw new SerializationException(
          "The record's bytes do not fit its schema topic=" + topic + ": " + e.getMessage(), e);
    } finally {
      decoder.release();
    }
  }
}
