package dev.roundup.schemas.codec;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * A fact as its schema documents it, for people.
 *
 * @param name what the {@code type} of its CloudEvent says
 * @param meaning what it states
 * @param register which register of the state it sets
 * @param rows the fields of its {@code data}, parts of a field right below it
 */
public record FactType(String name, String meaning, String register, List<Row> rows) {
  /**
   * A field of {@code data}.
   *
   * @param path as in {@code speakers[].name}
   * @param type of the JSON value; an enum's is its values
   * @param need "required", "optional" or the default
   * @param rule what the value must keep to beyond its type; may be empty
   */
  public record Row(String path, String type, String need, String meaning, String rule) {}

  /** All facts of the language, in the order of the schema. */
  public static List<FactType> all() {
    return Schemas.facts().stream().map(FactType::of).toList();
  }

  /** A CloudEvent to copy, on one line, that states this fact. */
  public String sample() {
    return Samples.of(name);
  }

  private static FactType of(Schema fact) {
    List<Row> rows = new ArrayList<>();
    describe(fact, "", rows);
    return new FactType(fact.getName(), fact.getDoc(), fact.getProp("register"), rows);
  }

  private static void describe(Schema record, String prefix, List<Row> rows) {
    for (Schema.Field field : record.getFields()) {
      Schema schema = Schemas.present(field.schema());
      boolean list = schema.getType() == Schema.Type.ARRAY;
      Schema single = list ? schema.getElementType() : schema;
      String path = prefix + field.name();
      String type = (list ? "list of " : "") + type(single, list);
      rows.add(new Row(path, type, need(field), field.doc(), rule(single, field)));
      if (single.getType() == Schema.Type.RECORD) {
        describe(single, path + (list ? "[]." : "."), rows);
      }
    }
  }

  private static String type(Schema schema, boolean several) {
    return switch (schema.getType()) {
      case RECORD -> several ? "objects" : "object";
      case ENUM -> String.join("|", schema.getEnumSymbols());
      case BOOLEAN -> "true|false";
      case INT -> "whole number";
      case LONG -> "time";
      default -> several ? "texts" : "text";
    };
  }

  private static String need(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return "required";
    }
    Object value = field.defaultVal();
    return value == JsonProperties.NULL_VALUE || value instanceof List<?>
        ? "optional"
        : "default " + value;
  }

  private static String rule(Schema single, Schema.Field field) {
    List<String> rules = new ArrayList<>();
    if (single.getType() == Schema.Type.STRING) {
      rules.add(Schemas.format(field).rule());
    }
    if (single.getType() == Schema.Type.LONG) {
      rules.add("RFC 3339 with an offset");
    }
    if (field.getObjectProp("minimum") != null) {
      rules.add("at least " + Schemas.minimum(field));
    }
    if (field.getProp("notBefore") != null) {
      rules.add("not before " + field.getProp("notBefore"));
    }
    if (Schemas.personal(field)) {
      rules.add("personal: left out of the log");
    }
    return String.join("; ", rules);
  }
}
