package dev.roundup.sink.post;

import dev.roundup.schemas.view.Roundup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;

/** Puts a text into every field of a roundup that can hold it. */
final class Everywhere {
  private static final Set<String> KEPT = Set.of("timeZone", "mode", "kind");
  private static final Set<String> MARKDOWN = Set.of("notes", "takeaways", "note");

  private Everywhere() {}

  static Roundup put(Roundup roundup, String plain, String markdown) {
    Roundup copy = Roundup.newBuilder(roundup).build();
    putInto(copy, plain, markdown);
    return copy;
  }

  private static void putInto(SpecificRecord record, String plain, String markdown) {
    for (Field field : record.getSchema().getFields()) {
      if (!KEPT.contains(field.name())) {
        boolean isMarkdown = MARKDOWN.contains(field.name());
        Object value = record.get(field.pos());
        record.put(field.pos(), with(value, isMarkdown ? markdown : plain, markdown));
      }
    }
  }

  private static Object with(Object value, String text, String markdown) {
    if (value instanceof SpecificRecord record) {
      putInto(record, text, markdown);
      return record;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> with(item, text, markdown)).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> all = new TreeMap<>();
      map.keySet().forEach(key -> all.put(key.toString(), text));
      return all;
    }
    return value instanceof String ? text : value;
  }
}
