package dev.roundup.sink.media;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A video on YouTube, whatever the shape of its address: {@code watch?v=}, {@code youtu.be}, {@code
 * live}, {@code embed}, {@code shorts}, with or without a place in it to begin at.
 *
 * @param id eleven letters, digits, hyphens and underscores
 * @param list the public playlist that it is watched in; null if there is none
 * @param start where to begin, in seconds; 0 is its beginning
 * @param brief whether its address is one of those that YouTube gives for sharing
 * @param given its address as somebody wrote it, without what tracks readers; null if people cannot
 *     watch it there, or from another place on
 */
public record YouTube(String id, String list, int start, boolean brief, String given) {
  private static final Set<String> WATCHED_AT =
      Set.of("youtube.com", "www.youtube.com", "youtu.be");

  private static final Pattern NOT_WATCHED = Pattern.compile("/(?:embed|v|e)/.*");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{11}");
  private static final Pattern SHORT = Pattern.compile("/([^/]+)/?");
  private static final Pattern LONG = Pattern.compile("/(?:embed|live|shorts|watch|v|e)/([^/]+)/?");

  /** Words of eleven letters that stand where an id does. */
  private static final Set<String> NO_IDS = Set.of("videoseries", "live_stream");

  private static final Pattern PUBLIC_LIST = Pattern.compile("PL[A-Za-z0-9_-]{10,64}");
  private static final Pattern FRAGMENT = Pattern.compile("t=(.+)");
  private static final Pattern TIME =
      Pattern.compile("(?:(\\d{1,3})h)?(?:(\\d{1,4})m)?(?:(\\d{1,6})s?)?");

  /** Empty unless the address leads to a video on YouTube: then it is just a link. */
  public static Optional<YouTube> of(String url) {
    return Address.of(url).flatMap(address -> of(address, url));
  }

  private static Optional<YouTube> of(Address address, String url) {
    if (!isAt(address)) {
      return Optional.empty();
    }
    if (address.path().equals("/attribution_link")) {
      return address.parameter("u").flatMap(path -> of("https://www.youtube.com" + path));
    }
    return id(address)
        .filter(id -> ID.matcher(id).matches() && !NO_IDS.contains(id))
        .map(
            id ->
                new YouTube(
                    id,
                    address
                        .parameter("list")
                        .filter(list -> PUBLIC_LIST.matcher(list).matches())
                        .orElse(null),
                    start(address),
                    address.isAt("youtu.be"),
                    isWatched(address) ? Tracking.removedFrom(url) : null));
  }

  private static boolean isWatched(Address address) {
    return WATCHED_AT.contains(address.host()) && !NOT_WATCHED.matcher(address.path()).matches();
  }

  private static boolean isAt(Address address) {
    return address.isAt("youtube.com")
        || address.isAt("youtube-nocookie.com")
        || address.isAt("youtu.be");
  }

  /** Whether an address leads to YouTube, to a video or not. */
  public static boolean isAt(String url) {
    return Address.of(url).filter(YouTube::isAt).isPresent();
  }

  /** Whether an address has the shape of a video's, and no video can be there. */
  public static boolean isBroken(String url) {
    return Address.of(url)
        .filter(YouTube::isAt)
        .flatMap(YouTube::id)
        .filter(id -> !NO_IDS.contains(id) && !ID.matcher(id).matches())
        .isPresent();
  }

  private static Optional<String> id(Address address) {
    if (address.isAt("youtu.be")) {
      return group(SHORT, address.path());
    }
    return address.path().equals("/watch") || address.path().equals("/watch/")
        ? Optional.of(address.parameter("v").orElse(""))
        : group(LONG, address.path());
  }

  private static int start(Address address) {
    return Stream.of(
            address.parameter("t"),
            address.parameter("start"),
            address.parameter("time_continue"),
            Optional.ofNullable(address.fragment()).flatMap(text -> group(FRAGMENT, text)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(YouTube::seconds)
        .orElse(0);
  }

  /** Of {@code 1h2m3s}, {@code 95s} or {@code 95}; 0 for what is no time. */
  private static int seconds(String time) {
    Matcher matcher = TIME.matcher(time);
    return matcher.matches()
        ? number(matcher.group(1)) * 3600 + number(matcher.group(2)) * 60 + number(matcher.group(3))
        : 0;
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The same video from elsewhere; what is no place in a video is its beginning. */
  public YouTube from(int seconds) {
    int place = Math.max(0, seconds);
    return place == start ? this : new YouTube(id, list, place, brief, null);
  }

  /** Where people watch it: as somebody wrote it if they can, else as YouTube writes it. */
  public String watch() {
    if (given != null) {
      return given;
    }
    if (brief && list == null) {
      return "https://youtu.be/" + id + (start == 0 ? "" : "?t=" + start);
    }
    return "https://www.youtube.com/watch?v="
        + id
        + (list == null ? "" : "&list=" + list)
        + (start == 0 ? "" : "&t=" + start + "s");
  }

  /** What a page can show in a frame. */
  public String embed() {
    return "https://www.youtube.com/embed/" + id + (start == 0 ? "" : "?start=" + start);
  }
}
