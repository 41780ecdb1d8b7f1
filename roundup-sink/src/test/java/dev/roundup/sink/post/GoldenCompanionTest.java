package dev.roundup.sink.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.view.Roundup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the built-in templates make of the golden roundups, beside their posts. */
class GoldenCompanionTest {
  static final SiteAddress SITE =
      new SiteAddress("https://harbour.example", "Harbour JVM", "/:year/:month/:day/:title.html");

  @ParameterizedTest
  @EnumSource
  void roundups_make_these_very_texts(Companion companion) throws IOException {
    for (Path directory : GoldenPostTest.directories()) {
      if (!companion.isFeed()) {
        check(directory, companion, Golden.render(companion, directory));
      }
    }
    if (companion.isFeed()) {
      check(GoldenPostTest.GOLDEN, companion, Golden.feed(companion));
    }
  }

  private static void check(Path directory, Companion companion, String text) throws IOException {
    Path file = directory.resolve(companion.fileName());
    if ("write".equals(System.getProperty("roundup.golden")) && !text.isEmpty()) {
      Files.writeString(file, text);
    }
    if (text.isEmpty()) {
      assertThat(file).doesNotExist();
    } else {
      assertThat(text).isEqualTo(Files.readString(file));
    }
  }

  /** The golden roundups through the built-in templates. */
  static final class Golden {
    private Golden() {}

    static String render(Companion companion, Path directory) {
      Roundup roundup = RoundupJson.read(directory.resolve("roundup.json"));
      CompanionRenderer renderer = renderer();
      return renderer.render(companion, renderer.names(roundup, post(directory)));
    }

    static String feed(Companion companion) throws IOException {
      List<FeedEntry> entries =
          GoldenPostTest.directories().stream()
              .map(
                  directory ->
                      FeedEntry.of(
                          RoundupJson.read(directory.resolve("roundup.json")), post(directory)))
              .map(entry -> FeedEntry.read(entry.json()).orElseThrow())
              .sorted(Comparator.comparing(FeedEntry::updatedAt).reversed())
              .toList();
      CompanionRenderer renderer = renderer();
      return renderer.render(companion, renderer.names(entries));
    }

    static CompanionRenderer renderer() {
      return new CompanionRenderer(
          PostTemplate.builtIn(), Arrays.asList(Companion.values()), Locale.ENGLISH, SITE);
    }

    private static String post(Path directory) {
      return "_posts/2026-01-01-" + directory.getFileName() + ".md";
    }
  }
}
