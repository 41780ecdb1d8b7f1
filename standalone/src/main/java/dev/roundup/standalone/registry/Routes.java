package dev.roundup.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.standalone.registry.StoredSchema.Reference;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The paths of the registry's protocol. */
final class Routes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final SchemaBook book;
  private final Ledger ledger;

  private record Proposal(String text, List<Reference> references) {}

  Routes(SchemaBook book) {
    this.book = book;
    this.ledger = book.ledger();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/", ctx -> answer(ctx, JSON.createObjectNode()));
    routes.get("/mode", ctx -> answer(ctx, JSON.createObjectNode().put("mode", "READWRITE")));
    schemas(routes);
    subjects(routes);
    compatibility(routes);
    routes.exception(Refused.class, (refused, ctx) -> refuse(ctx, refused));
    routes.error(
        404,
        ctx -> {
          if (!MEDIA_TYPE.equals(ctx.res().getContentType())) {
            refuse(ctx, Refused.noSuchPath());
          }
        });
  }

  private void schemas(RoutesConfig routes) {
    routes.get("/schemas/types", ctx -> answer(ctx, JSON.createArrayNode().add("AVRO")));
    routes.get("/schemas/ids/{id}", ctx -> answer(ctx, schema(ledger.byId(ctx.pathParam("id")))));
    routes.get(
        "/schemas/ids/{id}/schema",
        ctx -> ctx.contentType(MEDIA_TYPE).result(ledger.byId(ctx.pathParam("id")).text()));
    routes.get("/schemas/ids/{id}/versions", this::versionsOfId);
    routes.get(
        "/schemas/guids/{guid}", ctx -> answer(ctx, schema(ledger.byGuid(ctx.pathParam("guid")))));
  }

  private void subjects(RoutesConfig routes) {
    routes.get("/subjects", ctx -> answer(ctx, JSON.valueToTree(ledger.subjects())));
    routes.post("/subjects/{subject}", this::lookup);
    routes.get("/subjects/{subject}/versions", this::versions);
    routes.post("/subjects/{subject}/versions", this::register);
    routes.get("/subjects/{subject}/versions/{version}", ctx -> answer(ctx, version(asked(ctx))));
    routes.get(
        "/subjects/{subject}/versions/{version}/schema",
        ctx -> ctx.contentType(MEDIA_TYPE).result(asked(ctx).text()));
  }

  private void compatibility(RoutesConfig routes) {
    routes.get("/config", ctx -> answer(ctx, level(ledger.level(Ledger.GLOBAL))));
    routes.put("/config", ctx -> configure(ctx, Ledger.GLOBAL));
    routes.get("/config/{subject}", this::ownLevel);
    routes.put("/config/{subject}", ctx -> configure(ctx, ctx.pathParam("subject")));
    routes.delete("/config/{subject}", this::forgetLevel);
    routes.post(
        "/compatibility/subjects/{subject}/versions/{version}",
        ctx -> check(ctx, subject -> List.of(asked(ctx))));
    routes.post("/compatibility/subjects/{subject}/versions", ctx -> check(ctx, ledger::versions));
  }

  private void register(Context ctx) {
    Proposal proposal = proposal(ctx);
    StoredSchema stored =
        book.register(ctx.pathParam("subject"), proposal.text(), proposal.references());
    answer(ctx, version(stored));
  }

  private void lookup(Context ctx) {
    String subject = ctx.pathParam("subject");
    if (ledger.versions(subject).isEmpty()) {
      throw Refused.noSubject(subject);
    }
    Proposal proposal = proposal(ctx);
    StoredSchema draft = ledger.draft(subject, proposal.text(), proposal.references());
    answer(
        ctx,
        version(ledger.find(subject, draft).orElseThrow(() -> Refused.noSchema("of the request"))));
  }

  private void versions(Context ctx) {
    List<StoredSchema> versions = ledger.versions(ctx.pathParam("subject"));
    if (versions.isEmpty()) {
      throw Refused.noSubject(ctx.pathParam("subject"));
    }
    ArrayNode numbers = JSON.createArrayNode();
    versions.forEach(schema -> numbers.add(schema.version()));
    answer(ctx, numbers);
  }

  private void versionsOfId(Context ctx) {
    ArrayNode versions = JSON.createArrayNode();
    ledger
        .withId(ledger.byId(ctx.pathParam("id")).id())
        .forEach(
            schema ->
                versions
                    .addObject()
                    .put("subject", schema.subject())
                    .put("version", schema.version()));
    answer(ctx, versions);
  }

  private void ownLevel(Context ctx) {
    String subject = ctx.pathParam("subject");
    boolean orGlobal = "true".equals(ctx.queryParam("defaultToGlobal"));
    Optional<Compatibility> own =
        orGlobal ? Optional.of(ledger.level(subject)) : ledger.ownLevel(subject);
    answer(ctx, level(own.orElseThrow(() -> Refused.noConfig(subject))));
  }

  private void configure(Context ctx, String subject) {
    String name = body(ctx).path("compatibility").asText();
    Compatibility level =
        Compatibility.named(name).orElseThrow(() -> Refused.invalidCompatibility(name));
    book.configure(subject, Optional.of(level));
    answer(ctx, JSON.createObjectNode().put("compatibility", level.name()));
  }

  private void forgetLevel(Context ctx) {
    String subject = ctx.pathParam("subject");
    Compatibility own = ledger.ownLevel(subject).orElseThrow(() -> Refused.noConfig(subject));
    book.configure(subject, Optional.empty());
    answer(ctx, level(own));
  }

  private void check(Context ctx, Function<String, List<StoredSchema>> against) {
    String subject = ctx.pathParam("subject");
    Proposal proposal = proposal(ctx);
    StoredSchema draft = ledger.draft(subject, proposal.text(), proposal.references());
    Optional<Refused> conflict =
        ledger.conflict(draft, ledger.level(subject), against.apply(subject));
    ObjectNode verdict = JSON.createObjectNode().put("is_compatible", conflict.isEmpty());
    conflict.ifPresent(why -> verdict.putArray("messages").add(why.getMessage()));
    answer(ctx, verdict);
  }

  private StoredSchema asked(Context ctx) {
    return ledger.version(ctx.pathParam("subject"), ctx.pathParam("version"));
  }

  private static Proposal proposal(Context ctx) {
    JsonNode body = body(ctx);
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw Refused.invalidSchema("only AVRO is understood, not " + type);
    }
    if (!body.path("schema").isTextual()) {
      throw Refused.invalidSchema("it is missing");
    }
    List<Reference> references = new ArrayList<>();
    body.path("references")
        .forEach(
            reference ->
                references.add(
                    new Reference(
                        reference.path("name").asText(),
                        reference.path("subject").asText(),
                        reference.path("version").asInt())));
    return new Proposal(body.path("schema").textValue(), references);
  }

  private static JsonNode body(Context ctx) {
    try {
      JsonNode body = JSON.readTree(ctx.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // refused below
    }
    throw Refused.notJson();
  }

  private static ObjectNode version(StoredSchema schema) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("subject", schema.subject())
            .put("version", schema.version())
            .put("id", schema.id());
    json.setAll(schema(schema));
    return json;
  }

  private static ObjectNode schema(StoredSchema schema) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("guid", schema.guid().toString())
            .put("schemaType", "AVRO")
            .put("schema", schema.text());
    if (!schema.references().isEmpty()) {
      json.set("references", JSON.valueToTree(schema.references()));
    }
    return json;
  }

  private static ObjectNode level(Compatibility level) {
    return JSON.createObjectNode().put("compatibilityLevel", level.name());
  }

  private static void refuse(Context ctx, Refused refused) {
    ctx.status(refused.status());
    answer(
        ctx,
        JSON.createObjectNode()
            .put("error_code", refused.code())
            .put("message", refused.getMessage()));
  }

  private static void answer(Context ctx, JsonNode json) {
    ctx.contentType(MEDIA_TYPE).result(json.toString());
  }
}
