package dev.roundup.sink.file;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.sink.file.PostStatus.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The posts of a site as people ask for them: how each stands, and one of them back. */
public final class SitePosts {
  private static final String MARKDOWN = "[!.]*.{md,markdown}";

  private final Site site;
  private final Ledger ledger;
  private final MissingImages images;

  /** The ledger must know all publications, settled. */
  public SitePosts(Site site, Ledger ledger) {
    this.site = site;
    this.ledger = ledger;
    this.images = new MissingImages(site.root());
  }

  /** Of every post that is there or was published, by path. */
  public List<PostStatus> statuses() {
    List<PostStatus> statuses = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Published published : ledger.all()) {
      known.add(published.path());
      statuses.add(status(published));
    }
    for (String path : site.reader().posts(MARKDOWN)) {
      if (!known.contains(path)) {
        statuses.add(new PostStatus(path, "", State.NOT_OURS, List.of(), List.of()));
      }
    }
    statuses.sort(Comparator.comparing(PostStatus::path));
    return statuses;
  }

  private PostStatus status(Published published) {
    Optional<Found> found = site.reader().find(published.path());
    return new PostStatus(
        published.path(),
        published.meetupId(),
        found
            .map(Found::fingerprint)
            .map(print -> published.generated(print) ? State.AS_GENERATED : State.EDITED)
            .orElse(State.DELETED),
        published.collisions(),
        found.map(Found::text).map(images::in).orElse(List.of()));
  }

  /**
   * Writes a deleted post again, as it was last generated; from then on it follows the facts.
   *
   * @return its path
   * @throws Failure if there is no such post, or it is there
   */
  public String restore(String meetupId) {
    Published published =
        ledger
            .find(meetupId)
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.USAGE,
                        "No post of \"" + meetupId + "\" was ever published; see posts status."));
    String owner = meetupId + ".restored";
    byte[] content = Utf8.bytes(published.generated().post().text());
    if (!site.replacements().put(published.path(), content, owner, Optional.empty())) {
      throw new Failure(
          ExitCode.USAGE, published.path() + " is there: only a deleted post can be restored.");
    }
    site.settle();
    return published.path();
  }
}
