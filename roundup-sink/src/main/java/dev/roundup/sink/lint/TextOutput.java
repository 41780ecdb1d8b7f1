package dev.roundup.sink.lint;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Findings for people: where, what is wrong, what to do, at most 80 columns wide if that can be.
 */
final class TextOutput {
  private static final int WIDTH = 80;
  private static final String INDENT = "    ";

  private final PrintWriter out;
  private final boolean colours;

  TextOutput(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  void print(Outcome outcome) {
    for (Finding finding : outcome.findings()) {
      Severity severity = finding.rule().severity();
      out.println(
          "%s:%d:%d: %s %s"
              .formatted(
                  styled(finding.path(), Style.bold),
                  finding.from().line(),
                  finding.from().column(),
                  styled(severity.word(), colour(severity)),
                  styled(finding.rule().id(), Style.faint)));
      wrapped(finding.message()).forEach(line -> out.println(INDENT + line));
    }
    out.println((outcome.findings().isEmpty() ? "" : "\n") + summary(outcome));
  }

  private static String summary(Outcome outcome) {
    List<String> counts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      long count = outcome.count(severity);
      if (count > 0) {
        counts.add(counted(count, severity.word()));
      }
    }
    String found = counts.isEmpty() ? "Nothing found" : String.join(", ", counts);
    String fixed = outcome.fixed() == 0 ? "" : " " + outcome.fixed() + " more put right.";
    return found + " in " + counted(outcome.posts(), "post") + "." + fixed;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static List<String> wrapped(String message) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : message.split(" ", -1)) {
      if (!line.isEmpty() && INDENT.length() + line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static IStyle colour(Severity severity) {
    return switch (severity) {
      case ERROR -> Style.fg_red;
      case WARNING -> Style.fg_yellow;
    };
  }

  private String styled(String text, IStyle style) {
    return colours ? style.on() + text + Style.reset.on() : text;
  }
}
