package dev.roundup.sink.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.roundup.schemas.view.Roundup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Whatever the facts say, the post says it, and does nothing else. */
class HostileTextTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)(https?:|mailto:|/(?![/\\\\])|#|\\?|[\\w.~-][\\w.~%+-]*([/?#].*|$)|$).*");
  private static final Map<Format, PostRenderer> RENDERERS =
      Stream.of(Format.values())
          .collect(
              Collectors.toMap(
                  format -> format,
                  format -> new PostRenderer(PostTemplate.builtIn(format), Locale.ENGLISH)));

  @Property(tries = 150)
  @Domain(HostileTexts.class)
  @Domain(DomainContext.Global.class)
  void every_character_of_plain_text_is_read_and_nothing_can_run(
      @ForAll Format format, @ForAll String text) {
    String word = "w" + text + "w";
    RenderedPost post = RENDERERS.get(format).render(roundup(word, word));

    HtmlOf read = HtmlOf.post(post.text(), format);

    String expected = Text.oneLine(Text.clean(word));
    assertThat(normal(read.text())).contains(normal(expected));
    assertThat(read.html()).isEmpty();
    assertThat(read.addresses()).allMatch(address -> HARMLESS.matcher(address).matches());
    assertThat(frontMatter(post).get("title")).asString().contains(expected);
  }

  @Property(tries = 150)
  @Domain(HostileTexts.class)
  @Domain(DomainContext.Global.class)
  void every_word_of_markdown_is_read_and_nothing_can_run(
      @ForAll Format format, @ForAll String text) {
    RenderedPost post = RENDERERS.get(format).render(roundup("plain", text));

    HtmlOf read = HtmlOf.post(post.text(), format);

    String seen = read.text() + read.addresses() + post.text();
    assertThat(read.html()).isEmpty();
    assertThat(read.addresses()).allMatch(address -> HARMLESS.matcher(address).matches());
    Pattern.compile("[A-Za-z]+")
        .matcher(Text.clean(text))
        .results()
        .forEach(word -> assertThat(seen).contains(word.group()));
  }

  /** A feed renders it again whenever something else changes. */
  @ParameterizedTest
  @ValueSource(strings = {"~", "|", "`a` ", "``", "](", "[", "<", "#", "# ", "*", "\n~", "\n|"})
  void a_long_text_is_read_but_once(String unit) {
    String text = "a" + unit.repeat(1_000_000 / unit.length());
    Place heading = new Place(Format.JEKYLL, false, true, ' ', '\n');

    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          assertThat(GuardedMarkdown.blocks(text, Format.JEKYLL)).startsWith("a");
          assertThat(GuardedMarkdown.inline(text, heading)).startsWith("a");
          assertThat(PlainMarkdown.escape(text + "a", heading)).startsWith("a");
        });
  }

  @Property(tries = 100)
  @Domain(HostileTexts.class)
  @Domain(DomainContext.Global.class)
  void blocks_cover_the_text_in_order(@ForAll Format format, @ForAll String text) {
    RenderedPost post = RENDERERS.get(format).render(roundup(text, text));

    StringBuilder joined = new StringBuilder();
    List<String> names = new ArrayList<>();
    int end = 0;
    for (Block block : post.blocks()) {
      names.add(block.name());
      if (block.start() >= end) {
        joined.append(post.text(block));
        end = block.end();
      }
    }
    assertThat(joined.toString()).isEqualTo(post.text());
    assertThat(names).doesNotHaveDuplicates().startsWith(Block.FRONT_MATTER);
    assertThat(post.text()).endsWith("\n").doesNotEndWith("\n\n");
  }

  @Property(tries = 50)
  @Domain(HostileTexts.class)
  @Domain(DomainContext.Global.class)
  void blank_lines_never_double(@ForAll Format format, @ForAll String text) {
    RenderedPost post = RENDERERS.get(format).render(roundup(text, "words"));

    assertThat(post.text()).doesNotContain("\n\n\n");
  }

  @ParameterizedTest
  @EnumSource
  void the_hostile_roundup_runs_nothing_in_commonmark_either(Format format) {
    Roundup roundup = RoundupJson.read(Path.of("src/test/resources/golden/hostile/roundup.json"));

    HtmlOf read = HtmlOf.post(RENDERERS.get(format).render(roundup).text(), format);

    assertThat(read.html()).isEmpty();
    assertThat(read.addresses())
        .isNotEmpty()
        .allMatch(address -> HARMLESS.matcher(address).matches());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-", "- ", "* ", "_", "=", "~", "`", "[", "](", "<", "{", "a ", "a-", "1. ", "> ", "\\",
        "&", "x!"
      })
  void a_very_long_text_is_a_text_like_any_other(String piece) {
    String text = piece.repeat(5_000);

    RENDERERS.forEach(
        (format, renderer) -> {
          String post = renderer.render(roundup(text, text)).text();
          assertThat(HtmlOf.post(post, format).html()).isEmpty();
        });
  }

  /** The same texts in every field. */
  private static Roundup roundup(String plain, String markdown) {
    Roundup roundup =
        RoundupJson.read(Path.of("src/test/resources/golden/evening-with-everything/roundup.json"));
    return Everywhere.put(roundup, plain, markdown);
  }

  private static Map<?, ?> frontMatter(RenderedPost post) {
    String yaml = post.text(post.blocks().get(0)).replace("---\n", "");
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  private static String normal(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
