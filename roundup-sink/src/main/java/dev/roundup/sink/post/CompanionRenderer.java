package dev.roundup.sink.post;

import com.github.jknack.handlebars.Handlebars.SafeString;
import dev.roundup.schemas.view.Roundup;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Renders the texts that go with posts, each through its template. Threads may share it. */
public final class CompanionRenderer {
  /** The post without its front matter, for feeds: each as if it were alone. */
  private static final String CONTENT = "content.hbs";

  private final Map<Companion, Engine> engines = new EnumMap<>(Companion.class);
  private final Map<Companion, String> sources = new EnumMap<>(Companion.class);
  private final Engine content;
  private final SiteAddress site;
  private final String language;

  /**
   * Compiles the templates: those beside the post's, and for the rest those of Roundup.
   *
   * @throws TemplateFailure if one is not a template
   */
  public CompanionRenderer(
      PostTemplate template, Collection<Companion> companions, Locale locale, SiteAddress site) {
    for (Companion companion : companions) {
      engines.put(companion, new Engine(template.files(), companion.template(), locale));
      sources.put(companion, template.files().read(companion.template()));
    }
    this.content = new Engine(template.files(), CONTENT, locale);
    this.site = site;
    this.language = locale.toLanguageTag();
  }

  /** Which ones it renders. */
  public List<Companion> companions() {
    return List.copyOf(engines.keySet());
  }

  /**
   * One of the texts of one meetup: the same names give the same text. Empty if the template has
   * nothing to say, as a calendar has without a next meetup.
   *
   * @param names from {@link #names(Roundup, String)}
   * @throws TemplateFailure if the template asks for what cannot be had, or no text of this kind
   *     comes out
   */
  public String render(Companion companion, Map<String, Object> names) {
    try {
      return woven(companion, names);
    } catch (StackOverflowError e) { // the Markdown parser descends once a level
      throw TemplateFailure.noBottom(companion.template(), e);
    }
  }

  private String woven(Companion companion, Map<String, Object> names) {
    String marked = Objects.requireNonNull(engines.get(companion)).apply(names);
    String text =
        companion.syntax().weave(marked, sources.get(companion), companion.template(), site);
    return switch (companion) {
      case SHORT -> ShortText.of(text);
      case NEWSLETTER_TEXT -> Wrap.lines(MarkdownText.WIDTH, text);
      default -> text;
    };
  }

  /**
   * What templates see of a meetup.
   *
   * @param post the path of the post's file, for its address; null if it is not published
   */
  public Map<String, Object> names(Roundup roundup, String post) {
    return names(PostModel.of(roundup), post);
  }

  /**
   * What templates see of several meetups.
   *
   * @param entries those that belong to it, in its order
   */
  public Map<String, Object> names(List<FeedEntry> entries) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("site", site.names(language));
    names.put("roundups", entries.stream().map(e -> names(e.roundup(), e.post())).toList());
    names.put(
        "updatedAt",
        entries.stream().map(FeedEntry::updatedAt).max(Comparator.naturalOrder()).orElse(null));
    return names;
  }

  private Map<String, Object> names(Map<String, Object> roundup, String post) {
    Map<String, Object> names = new LinkedHashMap<>(roundup);
    String page = pagePath((String) roundup.get("meetupId"));
    names.put("site", site.names(language));
    names.put("post", address(Optional.ofNullable(post).flatMap(site::post)));
    names.put("page", address(Optional.ofNullable(post).flatMap(held -> site.of(page))));
    names.put("content", new SafeString(content.apply(names)));
    return names;
  }

  /** Where a meetup's published texts are, as a path of the site. */
  public static String pagePath(String meetupId) {
    return "/roundups/" + meetupId + "/";
  }

  private static Map<String, Object> address(Optional<String> url) {
    Map<String, Object> names = new TreeMap<>();
    names.put("url", url.orElse(null));
    return names;
  }
}
