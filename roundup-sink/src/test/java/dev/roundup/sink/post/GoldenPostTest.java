package dev.roundup.sink.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every directory of {@code golden} is a roundup and the posts that the built-in templates make of
 * it: {@code post.md} for Jekyll, {@code post.hugo.md} for Hugo. After a deliberate change, {@code
 * -Droundup.golden=write} writes the posts anew; read them before committing.
 */
class GoldenPostTest {
  static final Path GOLDEN = Path.of("src/test/resources/golden");

  static List<Path> directories() throws IOException {
    try (Stream<Path> directories = Files.list(GOLDEN)) {
      return directories.filter(Files::isDirectory).sorted(Comparator.naturalOrder()).toList();
    }
  }

  static List<Arguments> cases() throws IOException {
    return directories().stream()
        .flatMap(directory -> Stream.of(Format.values()).map(f -> arguments(directory, f)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_roundup_makes_this_very_post(Path directory, Format format) throws IOException {
    String post = render(directory, format);
    String again = render(directory, format);

    Path file = directory.resolve(format == Format.JEKYLL ? "post.md" : "post.hugo.md");
    if ("write".equals(System.getProperty("roundup.golden"))) {
      Files.writeString(file, post);
    }
    assertThat(again.getBytes(UTF_8)).isEqualTo(post.getBytes(UTF_8));
    assertThat(post).isEqualTo(Files.readString(file));
  }

  private static String render(Path directory, Format format) {
    return new PostRenderer(PostTemplate.builtIn(format), Locale.ENGLISH)
        .render(RoundupJson.read(directory.resolve("roundup.json")))
        .text();
  }
}
