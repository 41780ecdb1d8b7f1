package dev.roundup.sink.lint;

import dev.roundup.sink.page.FrontMatter.Value;
import dev.roundup.sink.page.Page;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A post that the rules look at.
 *
 * @param path as people named it, with slashes
 * @param file where it is
 */
record Post(String path, Path file, SiteRoot site, Page page) {
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?![\\d])");

  /** The date that the file's name begins with. */
  Optional<LocalDate> dateOfName() {
    return date(file.getFileName().toString());
  }

  /** The front matter's date, as it is written: in its own zone. */
  Optional<LocalDate> dateOfFrontMatter() {
    return page.frontMatter().value("date").map(Value::text).flatMap(Post::date);
  }

  /** The day that the post is of: its front matter knows better than its name. */
  Optional<LocalDate> date() {
    return dateOfFrontMatter().or(this::dateOfName);
  }

  private static Optional<LocalDate> date(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.lookingAt()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a file is there that the post names relative to itself, or to the site. */
  boolean hasBeside(String target) {
    return site.isBeside(file, target);
  }
}
