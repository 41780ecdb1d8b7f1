package dev.roundup.sink.file;

import dev.roundup.schemas.post.GeneratedPost;
import dev.roundup.schemas.post.KeptAgainstFacts;
import dev.roundup.schemas.post.Publication;
import dev.roundup.sink.merge.Merge;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A {@link Publication} as the ledger keeps it.
 *
 * @param partition the partition of the log it came from
 * @param settled whether its file certainly was in place; if not, a crash may have come before the
 *     move, and the file may still be the previous one
 * @param generated what the file was generated as
 * @param previous what the file before was generated as; null if it was the same, or this is
 *     settled
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
    boolean settled,
    Generated generated,
    Generated previous,
    List<KeptAgainstFacts> collisions) {

  /** Of a record that was read back. */
  static Published of(Publication publication, int partition, boolean settled) {
    return of(
        publication,
        partition,
        settled,
        Generated.of(publication.getText(), publication.getBlocks()),
        settled ? null : previous(publication.getPrevious()));
  }

  /** Of a record whose posts are in memory as the ledger keeps them. */
  static Published of(
      Publication publication,
      int partition,
      boolean settled,
      Generated generated,
      Generated previous) {
    return new Published(
        publication.getMeetupId(),
        partition,
        publication.getSlug(),
        publication.getPath(),
        publication.getHash(),
        publication.getPreviousPath(),
        publication.getPreviousHash(),
        publication.getFirstPublishedAt(),
        settled,
        generated,
        previous,
        List.copyOf(publication.getCollisions()));
  }

  private static Generated previous(GeneratedPost post) {
    return post == null ? null : Generated.of(post.getText(), post.getBlocks());
  }

  Published inPlace() {
    return new Published(
        meetupId,
        partition,
        slug,
        path,
        hash,
        null,
        null,
        firstPublishedAt,
        true,
        generated,
        null,
        collisions);
  }

  /** As of a site to which nothing was written yet. */
  Published anew() {
    return new Published(
        meetupId,
        partition,
        slug,
        path,
        hash,
        null,
        null,
        firstPublishedAt,
        false,
        generated,
        null,
        collisions);
  }

  /**
   * Whether its file certainly was there once; then it was deleted if it is missing. No crash takes
   * away a file that is replaced: the two trade places.
   */
  boolean wasThere() {
    return settled || (previousHash != null && previousPath == null);
  }

  /** The log says otherwise, of a write that did not take place. */
  Published unsettled() {
    return new Published(
        meetupId,
        partition,
        slug,
        path,
        hash,
        previousPath,
        previousHash,
        firstPublishedAt,
        false,
        generated,
        previous,
        collisions);
  }

  boolean says(Content content, String path) {
    return hash.equals(content.hash())
        && this.path.equals(path)
        && generated.says(content.generated())
        && collisions.equals(content.collisions());
  }

  /** Whether a file with this fingerprint holds nobody's words but Roundup's. */
  boolean generated(String fingerprint) {
    return fingerprint.equals(generated.hash())
        || (previous != null && fingerprint.equals(previous.hash()));
  }

  /** Whether a file has no line that is neither in another one nor generated. */
  boolean saysNoMore(Found file, Found other) {
    if (file.text() == null || other.text() == null) {
      return false;
    }
    Set<String> known = other.text().lines().collect(Collectors.toSet());
    generated.post().text().lines().forEach(known::add);
    if (previous != null) {
      previous.post().text().lines().forEach(known::add);
    }
    return file.text().lines().allMatch(known::contains);
  }

  /**
   * What a file was generated as. If it is not known whether the last move took place, or whether
   * people had seen it, what they saved tells of which of the two it was made.
   */
  Generated base(Found found) {
    if (previous == null || found.is(hash)) {
      return generated;
    }
    boolean seen =
        !found.is(previousHash)
            && found.text() != null
            && Merge.isFromLater(found.text(), previous.post(), generated.post());
    return seen ? generated : previous;
  }
}
