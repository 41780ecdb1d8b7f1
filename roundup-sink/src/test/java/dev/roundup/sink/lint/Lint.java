package dev.roundup.sink.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A Jekyll site in a directory, and what there is to say of a post in it. */
final class Lint {
  private final Path site;
  private Locale language = Locale.ENGLISH;

  private Lint(Path site) {
    this.site = site;
  }

  static Lint in(Path site) {
    Lint lint = new Lint(site);
    lint.put("_config.yml", "title: Harbour JVM\n");
    return lint;
  }

  Lint speaking(String tag) {
    this.language = Locale.forLanguageTag(tag);
    return this;
  }

  Lint put(String path, String text) {
    try {
      Path file = site.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a post of Thursday 14 May 2026. */
  List<Finding> of(String text) {
    return of("_posts/2026-05-14-may.md", text);
  }

  List<Finding> of(String path, String text) {
    put(path, text);
    return new Linter(Rules.all(language)).lint(List.of(site.resolve(path))).get(0).findings();
  }

  /** As people read it: rule, place, message. */
  static String told(Finding finding) {
    return "%s %d:%d %s"
        .formatted(
            finding.rule().id(), finding.from().line(), finding.from().column(), finding.message());
  }
}
