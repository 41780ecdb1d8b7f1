package dev.roundup.benchmarks;

import dev.roundup.benchmarks.report.Chart;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.JsonReport;
import dev.roundup.benchmarks.report.Machine;
import dev.roundup.benchmarks.report.Table;
import dev.roundup.benchmarks.rows.Effort;
import dev.roundup.benchmarks.rows.Row;
import dev.roundup.benchmarks.rows.Rows;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures, each figure beside its baseline in the same run. */
@Command(
    name = "bench",
    header = "Measure how fast it is, each figure beside its own baseline.",
    description = {
      "Without a name, everything. Quick sizes by default, which take some minutes a row;"
          + " --full takes the sizes that the targets are for.",
      "A missed target is not a failure of the command."
    })
final class BenchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "What to measure; see --list.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "Say what can be measured.")
  private boolean list;

  @Option(names = "--full", description = "The sizes of the targets.")
  private boolean full;

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "Warm passes that a median is of (${DEFAULT-VALUE}).")
  private int passes = 3;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where bench.json and bench.png go (${DEFAULT-VALUE}).")
  private Path out = Path.of("bench-results");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter to = spec.commandLine().getOut();
    if (list) {
      Rows.ALL.forEach(row -> to.printf("%-10s %s%n", row.name(), row.title()));
      return 0;
    }
    List<Row> chosen = chosen();
    Machine machine = Machine.here(Clock.systemUTC());
    to.println(machine.sentence());
    Effort effort = new Effort(full, passes, to);
    Map<Row, List<Figure>> figures = new LinkedHashMap<>();
    for (Row row : chosen) {
      to.println();
      to.println(row.title() + " (load average " + Machine.load() + ")");
      figures.put(row, row.measure(effort));
      Table.print(to, row.title(), figures.get(row));
      JsonReport.write(out.resolve("bench.json"), machine, effort, figures);
    }
    Chart.write(out.resolve("bench.png"), figures);
    to.println();
    to.println("Written: " + out.resolve("bench.json") + ", " + out.resolve("bench.png"));
    return 0;
  }

  private List<Row> chosen() {
    Map<String, Row> byName =
        Rows.ALL.stream()
            .collect(Collectors.toMap(Row::name, row -> row, (a, b) -> a, LinkedHashMap::new));
    for (String name : names) {
      if (!byName.containsKey(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no \"" + name + "\" to measure, but: " + String.join(", ", byName.keySet()));
      }
    }
    return names.isEmpty()
        ? Rows.ALL
        : byName.values().stream().filter(row -> names.contains(row.name())).toList();
  }
}
