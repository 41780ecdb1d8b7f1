package dev.roundup.sink.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.roundup.schemas.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LintCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POST = "_posts/2026-05-14-may day.md";

  @TempDir Path site;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() {
    Lint.in(site)
        .put(
            POST,
            """
            ---
            title: "May"
            ---

            \uD83D\uDE80 [a](https://a.example/?utm_source=x) and [b](https://b.example/?fbclid=x&c=d)
            It was Tuesday 14 May.
            """)
        .put("_drafts/draft.md", "![The hall](https://a.example/x.jpg)\n")
        .put("README.md", "![](nowhere.png)\n")
        .put("_site/2026/x.md", "![](nowhere.png)\n");
  }

  private int lint(String... arguments) {
    CommandLine line = Cli.of(new LintCommand());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.replaceAll(argument -> argument.replace("SITE", site.toString()));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void people_read_where_it_is_what_is_wrong_and_what_to_do() {
    assertThat(lint("SITE")).isEqualTo(1);
    assertThat(out.toString().replace(site.toString(), "SITE"))
        .isEqualToNormalizingNewlines(
            """
            SITE/_posts/2026-05-14-may day.md:5:8: warning tracking-parameter
                The link tracks those who click it (utm_source). It leads to the same page
                without.
            SITE/_posts/2026-05-14-may day.md:5:49: warning tracking-parameter
                The link tracks those who click it (fbclid). It leads to the same page
                without.
            SITE/_posts/2026-05-14-may day.md:6:8: error wrong-date
                14 May 2026 is a Thursday, not a Tuesday.

            1 error, 2 warnings in 2 posts.
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SITE | 1",
        "SITE --fail-on error | 1",
        "SITE --disable wrong-date --fail-on error | 0",
        "SITE --disable wrong-date,tracking-parameter | 0",
        "SITE/_drafts | 0",
        "SITE/_drafts/draft.md SITE/README.md | 1",
        "--list | 0",
        "SITE/nowhere | 2",
        "SITE --disable nothing | 2",
        "SITE --format yaml | 2",
        "SITE --language e_n | 2",
        " | 2",
      })
  void the_exit_code_tells(String arguments, int code) {
    String[] all = arguments == null ? new String[0] : arguments.split(" ");

    assertThat(lint(all)).isEqualTo(code);
    assertThat(code == 2).isEqualTo(!err.toString().isEmpty());
  }

  @Test
  void a_file_that_is_no_text_stops_no_other() throws IOException {
    Files.write(site.resolve("_drafts/image.md"), new byte[] {(byte) 0xff, (byte) 0xd8});

    assertThat(lint("SITE")).isEqualTo(2);
    assertThat(err.toString()).contains("image.md cannot be read: it is no text in UTF-8");
    assertThat(out.toString()).contains("wrong-date");
  }

  @Test
  void what_nobody_can_mean_otherwise_is_put_right() throws IOException {
    assertThat(lint("SITE", "--fix", "--disable", "wrong-date")).isZero();
    assertThat(out.toString()).contains("Nothing found in 2 posts. 2 more put right.");
    assertThat(Files.readString(site.resolve(POST)))
        .contains("\uD83D\uDE80 [a](https://a.example/) and [b](https://b.example/?c=d)\nIt was");
    assertThat(site.resolve("_posts")).isDirectoryNotContaining("glob:**.roundup-tmp");
  }

  @Test
  void programs_read_json() throws IOException {
    lint("SITE", "--format", "json");

    JsonNode json = JSON.readTree(out.toString());
    assertThat(json.get("errors").asInt()).isEqualTo(1);
    assertThat(json.get("warnings").asInt()).isEqualTo(2);
    assertThat(json.get("findings")).hasSize(3);
    assertThat(json.at("/findings/0/fix/text").asText()).isEqualTo("https://a.example/");
    assertThat(json.at("/findings/0/fix/column").asInt()).isEqualTo(8);
    assertThat(json.at("/findings/2/rule").asText()).isEqualTo("wrong-date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SITE", "SITE/_drafts"})
  void code_hosts_read_sarif(String path) throws IOException {
    lint(path, "--format", "sarif");

    JsonNode sarif = JSON.readTree(out.toString());
    // OASIS' schema, as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) brings it
    try (InputStream schema = getClass().getResourceAsStream("/sarif/sarif-schema-2.1.0.json")) {
      assertThat(JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema).validate(sarif))
          .isEmpty();
    }
    if (path.equals("SITE")) {
      JsonNode result = sarif.at("/runs/0/results/0");
      assertThat(result.get("ruleId").asText()).isEqualTo("tracking-parameter");
      assertThat(
              sarif.at("/runs/0/tool/driver/rules").get(result.get("ruleIndex").asInt()).get("id"))
          .isEqualTo(result.get("ruleId"));
      assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
          .startsWith("file:///")
          .endsWith("/_posts/2026-05-14-may%20day.md");
      assertThat(
              result.at("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text").asText())
          .isEqualTo("https://a.example/");
    }
  }
}
