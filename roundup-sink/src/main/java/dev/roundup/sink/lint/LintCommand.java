package dev.roundup.sink.lint;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.sink.lint.Linter.Result;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code lint}: house style of posts. */
@Command(
    name = "lint",
    description = {
      "Look for mistakes in posts, generated or written by hand.",
      "Exits with 1 if there is one that is as bad as --fail-on, or worse."
    },
    footer = {
      "",
      "What is meant so is said in the post: <!-- roundup-lint-disable RULE --> for all",
      "of it, <!-- roundup-lint-disable-next-line RULE --> for a line."
    })
public final class LintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = {
        "Posts, or directories: of a site what is in _posts, _drafts and",
        "content; of others every Markdown file."
      })
  private List<Path> paths = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}, in any case; ${DEFAULT-VALUE} if you do not say.")
  private Output format;

  @Option(
      names = {"-l", "--language"},
      paramLabel = "TAG",
      defaultValue = "en",
      description = "Language of the dates; ${DEFAULT-VALUE} if you do not say.")
  private String language;

  @Option(
      names = {"-d", "--disable"},
      paramLabel = "RULE",
      split = ",",
      description = "Rules to leave out.")
  private List<String> disabled = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "warning",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if you do not say.")
  private Severity failOn;

  @Option(
      names = "--fix",
      description = "Put right what nobody can mean otherwise: tracking parameters.")
  private boolean fix;

  @Option(names = "--list", description = "Tell the rules, and do nothing else.")
  private boolean list;

  @Override
  public Integer call() {
    List<Rule> rules = rules();
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      rules.forEach(rule -> tell(rule, out));
      out.flush();
      return ExitCode.OK.code();
    }
    if (paths.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Which posts? Name files or directories.");
    }
    Linter linter = new Linter(rules);
    Collection<Path> files = PostFiles.in(paths);
    List<Result> results = linter.lint(files);
    int fixed = fix ? fix(results) : 0;
    return tell(rules, fixed == 0 ? results : linter.lint(files), fixed);
  }

  private static int fix(List<Result> results) {
    return results.stream().mapToInt(result -> Fixes.apply(result.file(), result.findings())).sum();
  }

  private int tell(List<Rule> rules, List<Result> results, int fixed) {
    List<Finding> findings = new ArrayList<>();
    results.forEach(result -> findings.addAll(result.findings()));
    Outcome outcome = new Outcome(rules, findings, results.size(), fixed);
    PrintWriter out = spec.commandLine().getOut();
    format.print(outcome, Ansi.AUTO.enabled(), out);
    out.flush();
    List<Result> unreadable = results.stream().filter(r -> r.unreadable() != null).toList();
    PrintWriter err = spec.commandLine().getErr();
    unreadable.forEach(
        r -> err.println("roundup: " + r.file() + " cannot be read: " + r.unreadable()));
    err.flush();
    if (!unreadable.isEmpty()) {
      return ExitCode.USAGE.code();
    }
    return (outcome.reaches(failOn) ? ExitCode.REFUSED : ExitCode.OK).code();
  }

  private static void tell(Rule rule, PrintWriter out) {
    out.printf(Locale.ROOT, "%-19s %-8s %s%n", rule.id(), rule.severity().word(), rule.meaning());
  }

  private List<Rule> rules() {
    List<Rule> all = Rules.all(locale());
    List<String> ids = all.stream().map(Rule::id).toList();
    for (String id : disabled) {
      if (!ids.contains(id)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no rule \"" + id + "\"; there are " + String.join(", ", ids) + ".");
      }
    }
    return all.stream().filter(rule -> !disabled.contains(rule.id())).toList();
  }

  private Locale locale() {
    try {
      return new Locale.Builder().setLanguageTag(language).build();
    } catch (IllformedLocaleException e) {
      throw new ParameterException(
          spec.commandLine(), "--language=" + language + " is not a tag such as en or pt-BR", e);
    }
  }
}
