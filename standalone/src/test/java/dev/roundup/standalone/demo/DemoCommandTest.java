package dev.roundup.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.cli.Cli;
import dev.roundup.sink.lint.LintCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
  @TempDir private Path directory;

  @Test
  void the_demo_ends_with_a_post_of_each_meetup_and_shows_one() {
    StringWriter out = new StringWriter();
    CommandLine demo = Cli.of(new DemoCommand(Clock.systemUTC()));
    demo.setOut(new PrintWriter(out, true));
    Path here = directory.resolve("demo");

    assertThat(demo.execute("--out", here.toString())).as(out.toString()).isZero();

    assertThat(here.resolve("site/_posts").toFile().list()).hasSize(4);
    assertThat(here.resolve("site/_roundup")).doesNotExist();
    assertThat(Cli.of(new LintCommand()).execute(here.toString())).isZero();
    assertThat(out.toString())
        .contains("became 4 posts")
        .contains("One of them")
        .contains("roundup up --data " + here);
    assertThat(here.resolve("roundup.log")).isNotEmptyFile();
  }
}
