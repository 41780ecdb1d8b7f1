package dev.roundup.schemas.serde;

import dev.roundup.schemas.registry.Registry;
import dev.roundup.schemas.registry.RegistryConfig;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.SerializationException;

/** Chooses what values of a schema are read into. */
final class Readers {
  private final RegistryConfig config;
  private final Registry registry;

  Readers(RegistryConfig config, Registry registry) {
    this.config = config;
    this.registry = registry;
  }

  ValueReader of(Schema writer, Function<Schema, String> subject) {
    // who wants records must not get bytes: they would be found out where nobody expects them
    if (writer.getType() == Schema.Type.BYTES && config.specificType() == null) {
      return Readers::raw;
    }
    if (config.specificReader()) {
      Optional<ValueReader> plain = PlainReader.of(writer, specific(writer));
      if (plain.isPresent()) {
        return plain.get();
      }
    }
    DatumReader<Object> reader = reader(writer, subject);
    return writer.getType() == Schema.Type.STRING
        ? decoder -> reader.read(null, decoder).toString()
        : decoder -> reader.read(null, decoder);
  }

  private DatumReader<Object> reader(Schema writer, Function<Schema, String> subject) {
    if (config.specificReader()) {
      return new SpecificDatumReader<>(writer, specific(writer));
    }
    return new GenericDatumReader<>(
        writer, config.useLatest() ? registry.latest(subject.apply(writer)).schema() : writer);
  }

  private Schema specific(Schema writer) {
    if (config.specificType() != null) {
      return SpecificData.get().getSchema(config.specificType());
    }
    return switch (writer.getType()) {
      case ARRAY -> Schema.createArray(specific(writer.getElementType()));
      case MAP -> Schema.createMap(specific(writer.getValueType()));
      case UNION -> Schema.createUnion(writer.getTypes().stream().map(this::specific).toList());
      case RECORD, ENUM, FIXED -> specificNamed(writer);
      default -> writer;
    };
  }

  private static Schema specificNamed(Schema writer) {
    Class<?> type = SpecificData.get().getClass(writer);
    boolean generated =
        type != null && (type.isEnum() || GenericContainer.class.isAssignableFrom(type));
    if (!generated) {
      throw new SerializationException(
          "No generated class is called "
              + writer.getFullName()
              + ", and specific.avro.reader wants one");
    }
    return SpecificData.get().getSchema(type);
  }

  /** A schema of bytes alone is written without a length. */
  private static Object raw(RecordDecoder decoder) throws java.io.IOException {
    byte[] bytes = new byte[decoder.remaining()];
    decoder.readFixed(bytes, 0, bytes.length);
    return bytes;
  }
}
