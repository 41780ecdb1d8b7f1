package dev.roundup.sink.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Roundup writes is in Roundup's own house style. */
class GeneratedPostsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path site;

  @ParameterizedTest
  @CsvSource({"post.md, _posts/x.md", "post.hugo.md, content/posts/x.md"})
  void there_is_nothing_to_say_of_a_generated_post(String name, String path) throws IOException {
    Lint lint = Lint.in(site).put("images/2026-10/amara.svg", "");
    lint.put("images/2026-10/cover.svg", "").put("images/2026-10/group.svg", "");
    lint.put("images/2026-10/buns (before).svg", "");
    try (Stream<Path> directories = Files.list(GOLDEN)) {
      for (Path directory : directories.filter(Files::isDirectory).sorted().toList()) {
        String post = Files.readString(directory.resolve(name));
        List<Finding> findings = lint.of(path, post);

        if (directory.endsWith("hostile")) {
          assertThat(findings) // of what people wrote, not of how it is written down
              .extracting(finding -> finding.rule().id())
              .isSubsetOf("bare-domain", "broken-link", "missing-image");
        } else {
          assertThat(findings).as(directory.toString()).extracting(Lint::told).isEmpty();
        }
      }
    }
  }
}
