package dev.roundup.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/** Parses a schema of the registry, after those that it refers to. */
final class ReferencedSchemas {
  private final HttpExchange http;
  private final Schema.Parser parser = new Schema.Parser();
  private final Set<String> seen = new HashSet<>();

  ReferencedSchemas(HttpExchange http) {
    this.http = http;
  }

  Schema parse(JsonNode answer) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryRefusal(200, 0, "the schema is of type " + type + ", not AVRO");
    }
    for (JsonNode reference : answer.path("references")) {
      String subject = reference.path("subject").asText();
      int version = reference.path("version").asInt();
      if (seen.add(subject + "/" + version)) {
        String path = "/subjects/" + HttpRegistry.encoded(subject) + "/versions/" + version;
        parse(http.get(path + "?deleted=true"));
      }
    }
    try {
      return parser.parse(answer.path("schema").asText());
    } catch (RuntimeException e) { // Avro's own of several kinds, and what it does not foresee
      throw new RegistryRefusal(200, 0, "the registry's schema cannot be parsed: " + e);
    }
  }
}
