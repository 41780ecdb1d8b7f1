package dev.roundup.sink.post;

import dev.roundup.sink.media.Tracking;
import dev.roundup.sink.media.YouTube;
import java.util.Optional;

/** Addresses of facts as posts show them. */
final class Links {
  private Links() {}

  /** Without what only counts readers. */
  static String plain(String url) {
    return url == null ? null : Tracking.removedFrom(Text.clean(url));
  }

  /**
   * A video's addresses and the place in it to begin at, all from one number: the fact's, or else
   * the address's own.
   *
   * @param url the fact's address, or where people can follow it if that is for frames only
   * @param link where a reader is led, at that place
   * @param embed what a page can show in a frame, at that place; the address itself unless it is a
   *     video on YouTube
   * @param start in seconds; null if it is the beginning, or nobody knows
   */
  record Video(String url, String link, String embed, Integer start) {
    static Video of(String address, Integer start) {
      String url = plain(address);
      Optional<YouTube> video = YouTube.of(url);
      if (video.isEmpty()) {
        return new Video(url, url, url, start);
      }
      YouTube there = start == null ? video.get() : video.get().from(start);
      Integer known = start == null && there.start() > 0 ? Integer.valueOf(there.start()) : start;
      return new Video(video.get().watch(), there.watch(), there.embed(), known);
    }
  }
}
