package dev.roundup.sink.post;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text that goes with a post, made whole of the facts by the template {@code NAME.hbs}. Texts to
 * publish lie where the site's generator takes them as they are, texts to send where it ignores
 * them.
 */
public enum Companion {
  /** The post as a page that needs no generator. */
  PAGE("page.html", Syntax.HTML, Scope.PUBLISHED),
  /** The next meetup, for calendars. */
  CALENDAR("next.ics", Syntax.CALENDAR, Scope.PUBLISHED),
  /** A newsletter's plain text. */
  NEWSLETTER_TEXT("newsletter.txt", Syntax.TEXT, Scope.SENT),
  /** A newsletter. */
  NEWSLETTER_HTML("newsletter.html", Syntax.HTML, Scope.SENT),
  /** A message of at most {@value ShortText#MOST} characters. */
  SHORT("short.txt", Syntax.TEXT, Scope.SENT),
  /** All roundups, as a JSON Feed. */
  JSON_FEED("feed.json", Syntax.JSON, Scope.FEED),
  /** All roundups, as an Atom feed. */
  ATOM_FEED("feed.atom", Syntax.XML, Scope.FEED);

  private enum Scope {
    PUBLISHED,
    SENT,
    FEED
  }

  private final String fileName;
  private final Syntax syntax;
  private final Scope scope;

  Companion(String fileName, Syntax syntax, Scope scope) {
    this.fileName = fileName;
    this.syntax = syntax;
    this.scope = scope;
  }

  /** The one of this name, such as {@code page.html}. */
  static Optional<Companion> named(String fileName) {
    return Arrays.stream(values()).filter(c -> c.fileName.equals(fileName)).findFirst();
  }

  /**
   * Those of a list of names, separated by commas; {@code all} stands for every one.
   *
   * @throws IllegalArgumentException naming what is none
   */
  public static Set<Companion> list(String names) {
    Set<Companion> companions = EnumSet.noneOf(Companion.class);
    for (String name : names.split(",", -1)) {
      if (name.strip().equals("all")) {
        return EnumSet.allOf(Companion.class);
      }
      if (!name.isBlank()) {
        companions.add(
            named(name.strip())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "\"" + name.strip() + "\" is none of all, " + names())));
      }
    }
    return companions;
  }

  private static String names() {
    return Arrays.stream(values()).map(Companion::fileName).collect(Collectors.joining(", "));
  }

  /** What people call it; the name of its template but for the ending, and of its file. */
  public String fileName() {
    return fileName;
  }

  String template() {
    return fileName + ".hbs";
  }

  Syntax syntax() {
    return syntax;
  }

  /** Whether it is one text of all roundups. */
  public boolean isFeed() {
    return scope == Scope.FEED;
  }

  /** Whether it is part of the site, once its meetup was held. */
  public boolean isPublished() {
    return scope == Scope.PUBLISHED;
  }
}
