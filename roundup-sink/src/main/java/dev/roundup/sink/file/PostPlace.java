package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a meetup's post goes: {@code _posts/YYYY-MM-DD-slug.md}, by the date in the meetup's own
 * zone, once it was held; until then {@code _drafts/meetup-id.md}, where no two meetups meet and no
 * change of title or date moves it.
 *
 * @param slug the last part of the post's address
 * @param path below the site's directory, with slashes
 */
public record PostPlace(String slug, String path) {
  static final String POSTS = "_posts";
  static final String DRAFTS = "_drafts";
  private static final Pattern MEETUP_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

  /** The place with a slug from the title, or from series and month where there is no title. */
  public static PostPlace of(Roundup roundup) {
    return of(roundup, Slug.of(roundup));
  }

  static PostPlace of(Roundup roundup, String slug) {
    return roundup.getHeld()
        ? new PostPlace(slug, POSTS + "/" + date(roundup) + "-" + slug + ".md")
        : new PostPlace(slug, DRAFTS + "/" + roundup.getMeetupId() + ".md");
  }

  /** Places to try, best first, without end: another meetup may have the same title and date. */
  static Stream<PostPlace> candidates(Roundup roundup, String slug) {
    String own = slug + "-" + Slug.words(roundup.getMeetupId());
    return Stream.concat(
            Stream.of(slug, own),
            Stream.iterate(2, number -> number + 1).map(number -> own + "-" + number))
        .map(candidate -> of(roundup, candidate));
  }

  boolean isPost() {
    return path.startsWith(POSTS + "/");
  }

  /**
   * Why no place can be found for a roundup: its id could be a path, or its date has no calendar
   * day. The edge refuses such facts, so only a roundup from elsewhere is like this.
   */
  public static Optional<String> fault(Roundup roundup) {
    if (!MEETUP_ID.matcher(roundup.getMeetupId()).matches()) {
      return Optional.of("meetupId does not match " + MEETUP_ID);
    }
    try {
      int year = date(roundup).getYear();
      return year >= 1 && year <= 9999
          ? Optional.empty()
          : Optional.of("startsAt is in the year " + year + ", which no post's file name can say");
    } catch (DateTimeException e) {
      return Optional.of("startsAt and timeZone give no date: " + e.getMessage());
    }
  }

  private static LocalDate date(Roundup roundup) {
    return roundup.getStartsAt().atZone(Slug.zone(roundup)).toLocalDate();
  }
}
