package dev.roundup.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.benchmarks.rows.Effort;
import dev.roundup.benchmarks.rows.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The figures for programs. */
public final class JsonReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  /** Writes what there is so far. */
  public static void write(
      Path file, Machine machine, Effort effort, Map<Row, List<Figure>> figures) {
    ObjectNode report = JSON.createObjectNode();
    report
        .put("at", machine.at().toString())
        .put("cores", machine.cores())
        .put("heapMebibytes", machine.heapMebibytes())
        .put("java", machine.java())
        .put("kafka", machine.kafka())
        .put("loadAverage", machine.loadAverage())
        .put("full", effort.full())
        .put("passes", effort.passes());
    ArrayNode rows = report.putArray("rows");
    figures.forEach(
        (row, measured) -> {
          ObjectNode node = rows.addObject().put("name", row.name()).put("title", row.title());
          ArrayNode list = node.putArray("figures");
          measured.forEach(figure -> add(list.addObject(), figure));
        });
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writeValue(file.toFile(), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ObjectNode node, Figure figure) {
    node.put("what", figure.what().strip()).put("value", figure.value()).put("unit", figure.unit());
    if (figure.baseline() != null) {
      node.put("baseline", figure.baseline())
          .put("baselineValue", figure.baselineValue())
          .put("ratio", figure.ratio());
    }
    if (figure.met() != null) {
      node.put("target", figure.target().text()).put("met", figure.met());
    }
    if (!figure.spread().isEmpty()) {
      node.put("passes", figure.spread());
    }
  }
}
