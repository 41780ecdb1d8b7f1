package dev.roundup.standalone.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.cli.Cli;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.standalone.demo.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RenderCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path facts;
  private Path site;

  @BeforeEach
  void writeFacts() throws IOException {
    facts = Files.write(directory.resolve("facts.ndjson"), Sample.facts(CLOCK));
    site = directory.resolve("site");
  }

  @Test
  void every_meetup_of_the_file_gets_its_post() {
    assertThat(render()).isZero();
    assertThat(site.resolve("_posts").toFile().list()).hasSize(4);
    assertThat(out.toString()).contains("wrote " + site);
  }

  @Test
  void a_site_of_hugo_has_its_posts_among_the_content() {
    assertThat(render("--format", "hugo")).isZero();
    assertThat(site.resolve("content/posts").toFile().list()).hasSize(4);
    assertThat(render("--format", "gatsby")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("--format").contains("HUGO");
  }

  @Test
  void a_refused_line_is_told_by_number_and_field_and_the_others_count() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(facts));
    lines.add(3, lines.get(0).replace("\"startsAt\"", "\"startAt\""));
    Files.write(facts, lines);
    assertThat(render()).isEqualTo(ExitCode.REFUSED.code());
    assertThat(err.toString()).contains("line 4: data.startAt");
    assertThat(site.resolve("_posts").toFile().list()).hasSize(4);
  }

  @Test
  void another_template_changes_the_posts_but_not_those_that_people_edited() throws IOException {
    render();
    Path template = Files.createDirectories(directory.resolve("template"));
    Files.writeString(template.resolve("post.md.hbs"), "---\ntitle: short\n---\n\nShort.\n");
    List<Path> posts;
    try (var files = Files.list(site.resolve("_posts"))) {
      posts = files.sorted().toList();
    }
    Files.writeString(posts.get(0), "mine");
    assertThat(render("--template", template.toString())).isZero();
    assertThat(posts.get(0)).hasContent("mine");
    assertThat(posts.get(1)).content().contains("Short.");
    assertThat(out.toString()).contains("unchanged " + posts.get(0));
  }

  @Test
  void what_cannot_be_read_is_told_in_a_sentence() throws IOException {
    facts = directory.resolve("missing.ndjson");
    assertThat(render()).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("missing.ndjson").doesNotContain("\tat ");
    writeFacts();
    assertThat(render("--template", directory.toString())).isEqualTo(ExitCode.CONFIGURATION.code());
    assertThat(err.toString()).contains(directory.toString()).contains("post.md.hbs");
    assertThat(render("--language", "x_x_x")).isEqualTo(ExitCode.USAGE.code());
  }

  private int render(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--facts", facts.toString(), "--out", site.toString()));
    arguments.addAll(List.of(more));
    CommandLine command = Cli.of(new RenderCommand(CLOCK));
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
