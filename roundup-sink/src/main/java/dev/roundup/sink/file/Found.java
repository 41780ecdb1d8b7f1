package dev.roundup.sink.file;

import dev.roundup.sink.page.FrontMatter;
import dev.roundup.sink.page.Page;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of the site, as it was when somebody looked.
 *
 * @param text null if it is no text in UTF-8, or no file at all
 */
record Found(String path, String fingerprint, String text) {
  /** People number their evenings. */
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  boolean is(String hash) {
    return fingerprint.equals(hash);
  }

  /** Whose post its front matter says it is; empty if it says nothing of that. */
  Optional<String> meetup() {
    try {
      return Optional.ofNullable(text)
          .flatMap(post -> Page.of(post).frontMatter().value("meetup"))
          .map(FrontMatter.Value::text)
          .filter(id -> PostPlace.isMeetupId(id) && !NUMBER.matcher(id).matches());
    } catch (Page.TooDeep e) {
      return Optional.empty(); // whoever cannot be read owns nothing
    }
  }

  boolean isAt(PostPlace place) {
    return path.equals(place.path());
  }
}
