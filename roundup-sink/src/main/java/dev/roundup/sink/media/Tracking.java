package dev.roundup.sink.media;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Parameters that share buttons and campaigns hang on addresses to count who clicks. The page
 * behind the address is the same without them.
 */
public final class Tracking {
  private static final Set<String> ANYWHERE =
      Set.of(
          "fbclid",
          "gclid",
          "gclsrc",
          "dclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "yclid",
          "twclid",
          "ttclid",
          "li_fat_id",
          "igsh",
          "igshid",
          "mc_cid",
          "mc_eid",
          "mkt_tok",
          "_hsenc",
          "_hsmi",
          "vero_id",
          "oly_anon_id",
          "oly_enc_id");

  /** Elsewhere these names may mean something to the page. */
  private static final Map<String, Set<String>> AT =
      Map.of(
          "youtube.com", Set.of("si", "feature", "pp", "ab_channel"),
          "youtu.be", Set.of("si", "feature", "pp", "ab_channel"),
          "open.spotify.com", Set.of("si"),
          "twitter.com", Set.of("s", "ref_src", "ref_url"),
          "x.com", Set.of("s", "ref_src", "ref_url"),
          "meetup.com", Set.of("eventOrigin", "recId", "recSource", "searchId", "_xtd"),
          "linkedin.com", Set.of("trk", "trackingId", "lipi", "rcm"));

  private Tracking() {}

  /** The address without them: the same text where there are none. */
  public static String removedFrom(String url) {
    return in(url).isEmpty()
        ? url
        : Address.of(url)
            .map(address -> address.without(name -> tracks(address, name)))
            .orElse(url);
  }

  /** The names of those in an address, in order. */
  public static List<String> in(String url) {
    return Address.of(url).stream()
        .flatMap(address -> address.names().stream().filter(name -> tracks(address, name)))
        .toList();
  }

  private static boolean tracks(Address address, String name) {
    return name.startsWith("utm_")
        || ANYWHERE.contains(name)
        || atHost(address).anyMatch(names -> names.contains(name));
  }

  private static Stream<Set<String>> atHost(Address address) {
    return AT.entrySet().stream()
        .filter(entry -> address.isAt(entry.getKey()))
        .map(Map.Entry::getValue);
  }
}
