package dev.roundup.sink;

import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.git.GitConfig;
import dev.roundup.sink.post.Companion;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.SiteAddress;
import java.nio.file.Path;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the sink wants to know, apart from Kafka's own settings.
 *
 * @param format what makes the site of the posts
 * @param companions texts that go with posts
 * @param templates directory of the organiser's own template; null: the built-in one
 * @param git the repository that posts come from and go to; empty: the directory is all
 */
record SinkConfig(
    Path site,
    Format format,
    SiteAddress address,
    Set<Companion> companions,
    Path templates,
    Locale language,
    Optional<GitConfig> git,
    Path state,
    String httpHost,
    int httpPort) {
  static SinkConfig of(Settings settings) {
    return settings.parse(
        parser ->
            new SinkConfig(
                needed(parser, Key.SITE_DIR),
                parser.choice(Key.SITE_FORMAT, Format.class),
                address(parser),
                companions(parser),
                parser.path(Key.TEMPLATE_DIR),
                language(parser),
                GitConfig.of(parser),
                needed(parser, Key.STATE_DIR),
                parser.text(Key.HTTP_HOST),
                parser.number(Key.HTTP_PORT, 0, 65535)));
  }

  private static SiteAddress address(Settings.Parser parser) {
    try {
      return SiteAddress.of(
          parser.text(Key.SITE_URL),
          parser.text(Key.SITE_TITLE),
          parser.text(Key.SITE_PERMALINK),
          parser.choice(Key.SITE_FORMAT, Format.class));
    } catch (IllegalArgumentException e) {
      parser.mistake(Key.SITE_URL, "or site.permalink: " + e.getMessage());
      return SiteAddress.UNKNOWN;
    }
  }

  private static Set<Companion> companions(Settings.Parser parser) {
    try {
      Set<Companion> companions = Companion.list(parser.text(Key.SITE_COMPANIONS));
      if (parser.text(Key.SITE_URL).isEmpty() && companions.stream().anyMatch(Companion::isFeed)) {
        parser.mistake(Key.SITE_URL, "feeds tell posts by their addresses, and need it");
      }
      return companions;
    } catch (IllegalArgumentException e) {
      parser.mistake(Key.SITE_COMPANIONS, e.getMessage());
      return Set.of();
    }
  }

  private static Path needed(Settings.Parser parser, Key key) {
    Path path = parser.path(key);
    if (path == null) {
      parser.mistake(key, "a directory is needed");
    }
    return path;
  }

  private static Locale language(Settings.Parser parser) {
    String tag = parser.text(Key.LANGUAGE);
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      parser.mistake(
          Key.LANGUAGE, "\"" + tag + "\" is not a BCP 47 language tag, such as en or pt-BR");
      return Locale.ENGLISH;
    }
  }
}
