package dev.roundup.sink.file;

import dev.roundup.schemas.post.Publication;
import java.time.Instant;

/**
 * A {@link Publication} as the ledger keeps it: without the text, so that ten thousand posts fit in
 * little memory.
 *
 * @param partition the partition of the log it came from
 * @param settled whether its file certainly was in place; if not, a crash may have come before the
 *     move, and the file may still be the previous one
 */
record Published(
    String meetupId,
    int partition,
    String slug,
    String path,
    String hash,
    String previousPath,
    String previousHash,
    Instant firstPublishedAt,
    boolean settled) {

  static Published of(Publication publication, int partition, boolean settled) {
    return new Published(
        publication.getMeetupId(),
        partition,
        publication.getSlug(),
        publication.getPath(),
        publication.getHash(),
        publication.getPreviousPath(),
        publication.getPreviousHash(),
        publication.getFirstPublishedAt(),
        settled);
  }

  Published inPlace() {
    return new Published(meetupId, partition, slug, path, hash, null, null, firstPublishedAt, true);
  }

  boolean says(String hash, String path) {
    return this.hash.equals(hash) && this.path.equals(path);
  }

  /** Whether Roundup itself left a file with this fingerprint. */
  boolean wrote(String fingerprint) {
    return fingerprint.equals(hash) || (!settled && fingerprint.equals(previousHash));
  }
}
