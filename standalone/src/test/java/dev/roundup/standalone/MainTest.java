package dev.roundup.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"demo", "up", "publish", "facts", "render", "streams", "sink"})
  void every_verb_tells_on_80_columns_what_it_does_and_how_it_ends(String verb) {
    assertThat(run(verb, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: roundup " + verb).contains("Exit codes:");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void the_version_is_told() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("roundup ");
  }

  @Test
  void without_a_verb_all_of_them_are_told_and_the_command_line_was_wrong() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Which verb?").contains("demo").contains("publish");
  }

  @Test
  void a_misspelt_verb_is_met_with_the_closest_one() {
    assertThat(run("demmo")).isEqualTo(2);
    assertThat(err.toString()).contains("demo");
  }

  private int run(String... arguments) {
    CommandLine roundup = Main.commandLine(Clock.systemUTC());
    roundup.setOut(new PrintWriter(out, true));
    roundup.setErr(new PrintWriter(err, true));
    return roundup.execute(arguments);
  }
}
