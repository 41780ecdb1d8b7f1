package dev.roundup.sink.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every directory of {@code golden} is a roundup and the post that the built-in template makes of
 * it. After a deliberate change, {@code -Droundup.golden=write} writes the posts anew; read them
 * before committing.
 */
class GoldenPostTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static List<Path> cases() throws IOException {
    try (Stream<Path> directories = Files.list(GOLDEN)) {
      return directories.filter(Files::isDirectory).sorted(Comparator.naturalOrder()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_roundup_makes_this_very_post(Path directory) throws IOException {
    PostRenderer renderer = new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH);

    String post = renderer.render(RoundupJson.read(directory.resolve("roundup.json"))).text();
    String again =
        new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH)
            .render(RoundupJson.read(directory.resolve("roundup.json")))
            .text();

    Path file = directory.resolve("post.md");
    if ("write".equals(System.getProperty("roundup.golden"))) {
      Files.writeString(file, post);
    }
    assertThat(again.getBytes(UTF_8)).isEqualTo(post.getBytes(UTF_8));
    assertThat(post).isEqualTo(Files.readString(file));
  }
}
