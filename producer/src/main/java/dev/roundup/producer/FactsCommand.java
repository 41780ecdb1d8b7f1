package dev.roundup.producer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.schemas.codec.Closest;
import dev.roundup.schemas.codec.FactType;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code facts}. */
@Command(
    name = "facts",
    description = {
      "Prints the language of the log, from its schemas.",
      "Without a TYPE all facts; with one its fields, and a sample to copy."
    })
public final class FactsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TYPE", arity = "0..1", description = "A fact, in any case.")
  private String name;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Option(names = "--sample", description = "Print samples only, one a line, as `publish` reads.")
  private boolean sample;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<FactType> facts = name == null ? FactType.all() : List.of(named());
    if (sample) {
      facts.forEach(fact -> out.println(fact.sample()));
    } else if (json) {
      out.println(name == null ? machine(facts) : machine(facts).get(0).toPrettyString());
    } else if (name == null) {
      list(facts, out);
    } else {
      describe(facts.get(0), out);
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private FactType named() {
    List<String> names = FactType.all().stream().map(FactType::name).toList();
    return FactType.all().stream()
        .filter(fact -> fact.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.USAGE,
                    "There is no fact \""
                        + name
                        + "\""
                        + Closest.to(name, names).map(n -> "; did you mean " + n + "?").orElse(".")
                        + " `roundup facts` lists them all."));
  }

  private static void list(List<FactType> facts, PrintWriter out) {
    Columns columns = new Columns(20, 24, 32);
    out.print(columns.row("FACT", "SETS", "MEANING"));
    facts.forEach(fact -> out.print(columns.row(fact.name(), fact.register(), fact.meaning())));
    out.println();
    out.println("`roundup facts TYPE` prints the fields of one and a sample to copy.");
  }

  private static void describe(FactType fact, PrintWriter out) {
    out.println(fact.name());
    out.print(new Columns(0, 78).row("", fact.meaning()));
    out.print(new Columns(0, 78).row("", "Sets " + fact.register() + "."));
    out.println();
    Columns columns = new Columns(23, 21, 32);
    out.print(columns.row("FIELD OF data", "TYPE", "MEANING"));
    for (FactType.Row row : fact.rows()) {
      String type = row.type().replace("|", " | ") + ", " + row.need();
      String rule = row.rule().isEmpty() ? "" : " (" + row.rule() + ")";
      out.print(columns.row(row.path(), type, row.meaning() + rule));
    }
    out.println();
    out.println("A sample; `--sample` prints it on one line, as `roundup publish` reads it:");
    out.println();
    out.println(pretty(fact.sample()));
  }

  private static JsonNode machine(List<FactType> facts) {
    JsonNode all = JSON.valueToTree(facts);
    for (int i = 0; i < facts.size(); i++) {
      ((ObjectNode) all.get(i)).set("sample", tree(facts.get(i).sample()));
    }
    return all;
  }

  private static String pretty(String sample) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    try {
      return JSON.writer(printer).writeValueAsString(tree(sample));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
