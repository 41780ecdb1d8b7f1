package dev.roundup.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;

/** Speaks the registry's protocol over HTTP; remembers nothing. */
final class HttpRegistry implements Registry {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpExchange http;
  private final boolean normalize;

  HttpRegistry(RegistryConfig config) {
    this.http = new HttpExchange(config.urls(), config.connection());
    this.normalize = config.normalize();
  }

  @Override
  public Registration register(String subject, Schema schema) {
    String path = "/subjects/" + encoded(subject) + "/versions?normalize=" + normalize;
    return registration(http.post(path, body(schema)), schema);
  }

  @Override
  public Registration lookup(String subject, Schema schema) {
    String path = "/subjects/" + encoded(subject) + "?normalize=" + normalize + "&deleted=false";
    return registration(http.post(path, body(schema)), schema);
  }

  @Override
  public Registration latest(String subject) {
    JsonNode answer = http.get("/subjects/" + encoded(subject) + "/versions/latest");
    return registration(answer, parsed(answer));
  }

  @Override
  public Schema byId(int id, String subject) {
    return parsed(http.get("/schemas/ids/" + id + "?fetchMaxId=false&subject=" + encoded(subject)));
  }

  @Override
  public Schema byGuid(UUID guid) {
    return parsed(http.get("/schemas/guids/" + guid));
  }

  @Override
  public void close() {
    http.close();
  }

  private static ObjectNode body(Schema schema) {
    return JSON.createObjectNode().put("schemaType", "AVRO").put("schema", schema.toString());
  }

  private Registration registration(JsonNode answer, Schema schema) {
    if (!answer.path("id").isInt()) {
      throw new KafkaException(
          "The schema registry's answer holds no id; check schema.registry.url");
    }
    JsonNode guid = answer.path("guid");
    return new Registration(
        answer.path("id").asInt(),
        guid.isTextual() ? UUID.fromString(guid.textValue()) : null,
        schema);
  }

  private Schema parsed(JsonNode answer) {
    return new ReferencedSchemas(http).parse(answer);
  }

  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
