package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.Format;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a meetup's post goes: {@code YYYY-MM-DD-slug.md} among the posts, by the date in the
 * meetup's own zone, once it was held; until then {@code meetup-id.md} among the drafts, where no
 * two meetups meet and no change of title or date moves it.
 *
 * @param slug the last part of the post's address
 * @param path below the site's directory, with slashes
 */
public record PostPlace(String slug, String path) {
  private static final Pattern MEETUP_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

  /** The place in a site of Jekyll's; see {@link #of(Roundup, Format)}. */
  public static PostPlace of(Roundup roundup) {
    return of(roundup, Format.JEKYLL);
  }

  /** The place with a slug from the title, or from series and month where there is no title. */
  public static PostPlace of(Roundup roundup, Format format) {
    return of(roundup, Slug.of(roundup), format);
  }

  static PostPlace of(Roundup roundup, String slug, Format format) {
    return roundup.getHeld()
        ? new PostPlace(slug, format.posts() + "/" + date(roundup) + "-" + slug + ".md")
        : new PostPlace(slug, format.drafts() + "/" + roundup.getMeetupId() + ".md");
  }

  /** Places to try, best first, without end: another meetup may have the same title and date. */
  static Stream<PostPlace> candidates(Roundup roundup, String slug) {
    return candidates(roundup, slug, Format.JEKYLL);
  }

  static Stream<PostPlace> candidates(Roundup roundup, String slug, Format format) {
    String own = slug + "-" + Slug.words(roundup.getMeetupId());
    return Stream.concat(
            Stream.of(slug, own),
            Stream.iterate(2, number -> number + 1).map(number -> own + "-" + number))
        .map(candidate -> of(roundup, candidate, format));
  }

  /**
   * Why no place can be found for a roundup: its id could be a path, or its date has no calendar
   * day. The edge refuses such facts, so only a roundup from elsewhere is like this.
   */
  public static Optional<String> fault(Roundup roundup) {
    if (!isMeetupId(roundup.getMeetupId())) {
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

  static boolean isMeetupId(String text) {
    return MEETUP_ID.matcher(text).matches();
  }

  private static LocalDate date(Roundup roundup) {
    return roundup.getStartsAt().atZone(Slug.zone(roundup)).toLocalDate();
  }
}
