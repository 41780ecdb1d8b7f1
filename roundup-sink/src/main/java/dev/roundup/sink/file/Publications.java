package dev.roundup.sink.file;

import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.RenderedPost;
import java.time.Instant;

/** Records of what is about to be written, or was left. */
final class Publications {
  private Publications() {}

  /**
   * Of a change.
   *
   * @param found the file that is there; null if there is none
   * @param last what was published of the meetup until now; null if nothing
   */
  static Publication of(
      Edition edition, PostPlace place, Content content, Found found, Published last) {
    Roundup roundup = edition.roundup();
    RenderedPost generated = content.post();
    Generated previous = content.previous();
    boolean same = found == null || previous == null || previous.says(content.generated());
    return Publication.newBuilder()
        .setMeetupId(roundup.getMeetupId())
        .setSlug(place.slug())
        .setPath(place.path())
        .setHash(content.hash())
        .setPreviousPath(found == null || found.isAt(place) ? null : found.path())
        .setPreviousHash(found == null ? null : found.fingerprint())
        .setFirstPublishedAt(firstPublishedAt(roundup, last))
        .setRoundupOffset(edition.offset())
        .setText(generated.text())
        .setBlocks(Generated.spans(generated))
        .setPrevious(same ? null : previous.record())
        .setCollisions(content.collisions())
        .build();
  }

  private static Instant firstPublishedAt(Roundup roundup, Published last) {
    if (last != null && last.firstPublishedAt() != null) {
      return last.firstPublishedAt();
    }
    return roundup.getHeld() ? roundup.getUpdatedAt() : null;
  }

  /**
   * Of a file that stays as it was found, after a write that did not take place.
   *
   * @param base what it was generated as
   */
  static Publication asItIs(Edition edition, Published last, Found found, RenderedPost base) {
    return Publication.newBuilder()
        .setMeetupId(last.meetupId())
        .setSlug(last.slug())
        .setPath(found.path())
        .setHash(found.fingerprint())
        .setPreviousHash(found.fingerprint())
        .setFirstPublishedAt(last.firstPublishedAt())
        .setRoundupOffset(edition.offset())
        .setText(base.text())
        .setBlocks(Generated.spans(base))
        .setCollisions(last.collisions())
        .build();
  }
}
