package dev.roundup.sink.lint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.schemas.cli.Cli;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Findings in the Static Analysis Results Interchange Format, 2.1.0. */
final class SarifOutput {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifOutput() {}

  static ObjectNode of(Outcome outcome) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", SCHEMA);
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "roundup lint");
    driver.put("version", Cli.version());
    var rules = driver.putArray("rules");
    for (Rule rule : outcome.rules()) {
      ObjectNode node = rules.addObject();
      node.put("id", rule.id());
      node.putObject("shortDescription").put("text", rule.meaning());
      node.putObject("defaultConfiguration").put("level", rule.severity().word());
    }
    run.put("columnKind", "utf16CodeUnits");
    var results = run.putArray("results");
    for (Finding finding : outcome.findings()) {
      result(results.addObject(), finding, outcome.rules().indexOf(finding.rule()));
    }
    return root;
  }

  private static void result(ObjectNode node, Finding finding, int rule) {
    node.put("ruleId", finding.rule().id());
    node.put("ruleIndex", rule);
    node.put("level", finding.rule().severity().word());
    node.putObject("message").put("text", finding.message());
    ObjectNode place = node.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(finding.path()));
    region(place.putObject("region"), finding.from(), finding.to());
    if (finding.fix() != null) {
      ObjectNode fix = node.putArray("fixes").addObject();
      fix.putObject("description").put("text", "Write " + finding.fix().text());
      ObjectNode change = fix.putArray("artifactChanges").addObject();
      change.putObject("artifactLocation").put("uri", uri(finding.path()));
      ObjectNode replacement = change.putArray("replacements").addObject();
      region(
          replacement.putObject("deletedRegion"), finding.repair().from(), finding.repair().to());
      replacement.putObject("insertedContent").put("text", finding.fix().text());
    }
  }

  private static void region(ObjectNode region, Position from, Position to) {
    region.put("startLine", from.line());
    region.put("startColumn", from.column());
    region.put("endLine", to.line());
    region.put("endColumn", to.column());
  }

  /** A relative path stays relative: code hosts know it from the root of the repository. */
  private static String uri(String path) {
    return Path.of(path).isAbsolute()
        ? Path.of(path).toUri().toString()
        : Arrays.stream(path.split("/", -1))
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
  }
}
