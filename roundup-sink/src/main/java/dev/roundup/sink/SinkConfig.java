package dev.roundup.sink;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.sink.file.Companions;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.git.GitConfig;
import dev.roundup.sink.kafka.Target;
import dev.roundup.sink.post.Companion;
import dev.roundup.sink.post.CompanionRenderer;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.sink.post.SiteAddress;
import dev.roundup.sink.post.TemplateFailure;
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
public record SinkConfig(
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
  /**
   * Reads the settings.
   *
   * @throws Failure with every mistake in them
   */
  public static SinkConfig of(Settings settings) {
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

  /**
   * Opens the site, with the organiser's templates or the built-in ones.
   *
   * @throws Failure if a template cannot be used, or the site cannot be written
   */
  public Target target() {
    Texts texts = texts();
    Site opened = Site.open(site, format);
    return new Target(opened, texts.posts()::render, new Companions(texts.beside(), opened));
  }

  /**
   * Looks whether the templates can be used, and touches nothing.
   *
   * @throws Failure if they cannot
   */
  public void requireTemplates() {
    Texts unused = texts();
  }

  private record Texts(PostRenderer posts, CompanionRenderer beside) {}

  private Texts texts() {
    try {
      PostTemplate template =
          templates == null ? PostTemplate.builtIn(format) : PostTemplate.of(templates, format);
      return new Texts(
          new PostRenderer(template, language),
          new CompanionRenderer(template, companions, language, address));
    } catch (TemplateFailure e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "The template in " + templates + " cannot be used: " + e.getMessage(),
          e);
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
