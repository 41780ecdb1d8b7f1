package dev.roundup.schemas.serde;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.registry.SubjectNames;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Makes the serdes of record values, of the classes that the configuration names. */
public final class AvroSerdes {
  private AvroSerdes() {}

  /**
   * A serde of generated classes for record values, ready for use; whoever takes it closes it.
   *
   * <p>Where the settings do not say otherwise, the registered text is the schema as people wrote
   * it, without what Java adds to it ({@code avro.remove.java.properties}), and values are read
   * into this type whatever their writer called it: what does not fit is a bad record.
   *
   * @throws Failure if the classes cannot be made, or a setting of theirs is wrong
   */
  public static <T extends SpecificRecord> Serde<T> values(Settings settings, Class<T> type) {
    Map<String, Object> configs = settings.kafka();
    configs.put("specific.avro.reader", "true");
    configs.put("specific.avro.value.type", type.getName());
    configs.putIfAbsent("value.subject.name.strategy", SubjectNames.TOPIC_NAME.className());
    configs.putIfAbsent("avro.remove.java.properties", "true");
    Serializer<T> serializer = serializer(className(settings, Key.AVRO_SERIALIZER), configs);
    return Serdes.serdeFrom(
        serializer, deserializer(className(settings, Key.AVRO_DESERIALIZER), configs));
  }

  private static String className(Settings settings, Key key) {
    return settings.parse(parser -> parser.text(key));
  }

  @SuppressWarnings("unchecked") // which values a class takes cannot be known from its name
  private static <T> Serializer<T> serializer(String name, Map<String, Object> configs) {
    return making(
        name,
        () -> {
          Serializer<T> serializer = Utils.newInstance(name, Serializer.class);
          serializer.configure(configs, false);
          return serializer;
        });
  }

  @SuppressWarnings("unchecked") // which values a class gives cannot be known from its name
  private static <T> Deserializer<T> deserializer(String name, Map<String, Object> configs) {
    return making(
        name,
        () -> {
          Deserializer<T> deserializer = Utils.newInstance(name, Deserializer.class);
          deserializer.configure(configs, false);
          return deserializer;
        });
  }

  private interface Making<S> {
    S make() throws ClassNotFoundException;
  }

  private static <S> S making(String name, Making<S> making) {
    try {
      return making.make();
    } catch (ClassNotFoundException | ClassCastException e) {
      throw failure("There is no serializer or deserializer \"" + name + "\" on the class path", e);
    } catch (ConfigException e) {
      throw failure("The configuration of " + name + " is wrong:\n  " + e.getMessage(), e);
    } catch (KafkaException e) {
      throw failure(name + " cannot be made: " + e.getMessage(), e);
    }
  }

  private static Failure failure(String sentence, Exception cause) {
    return new Failure(ExitCode.CONFIGURATION, sentence, cause);
  }
}
