package dev.roundup.sink.file;

import dev.roundup.schemas.post.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The second looks that a process before this one died before it could take: at posts that somebody
 * saved just after they were published.
 */
public final class MissedLooks {
  private final Site site;
  private final Duration moment;

  /**
   * Looks at the files of a site.
   *
   * @param moment how long after its record a post may have been saved without being read anew
   */
  public MissedLooks(Site site, Duration moment) {
    this.site = site;
    this.moment = moment;
  }

  /**
   * Whether a post is one of them.
   *
   * @param recorded when the publication was recorded, just before it was written
   */
  public boolean has(Publication publication, Instant recorded) {
    if (publication.getPrevious() == null) {
      return false; // whatever people had read, it was generated as this
    }
    Optional<Instant> saved = site.reader().modified(publication.getPath());
    return saved.isPresent()
        && !saved.get().isBefore(recorded)
        && saved.get().isBefore(recorded.plus(moment))
        && !site.reader()
            .fingerprint(publication.getPath())
            .equals(Optional.of(publication.getHash()));
  }
}
