package dev.roundup.sink.lint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Findings as one JSON object: {@code findings}, and the counts of the text's last line. */
final class JsonOutput {
  private JsonOutput() {}

  static ObjectNode of(Outcome outcome) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("posts", outcome.posts());
    for (Severity severity : Severity.values()) {
      root.put(severity.word() + "s", outcome.count(severity));
    }
    root.put("fixed", outcome.fixed());
    ArrayNode findings = root.putArray("findings");
    for (Finding finding : outcome.findings()) {
      ObjectNode node = findings.addObject();
      node.put("rule", finding.rule().id());
      node.put("severity", finding.rule().severity().word());
      node.put("file", finding.path());
      position(node, finding.from(), finding.to());
      node.put("message", finding.message());
      if (finding.fix() != null) {
        ObjectNode fix = node.putObject("fix");
        position(fix, finding.repair().from(), finding.repair().to());
        fix.put("text", finding.fix().text());
        fix.put("safe", finding.fix().safe());
      }
    }
    return root;
  }

  private static void position(ObjectNode node, Position from, Position to) {
    node.put("line", from.line());
    node.put("column", from.column());
    node.put("endLine", to.line());
    node.put("endColumn", to.column());
  }
}
