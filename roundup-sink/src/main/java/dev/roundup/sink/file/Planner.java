package dev.roundup.sink.file;

import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Outcome.Why;
import dev.roundup.sink.file.Plan.Found;
import java.util.Optional;

/** Decides whose the file on disk is, and so what becomes of a post. */
final class Planner {
  private final Site site;
  private final Ledger ledger;

  Planner(Site site, Ledger ledger) {
    this.site = site;
    this.ledger = ledger;
  }

  Plan plan(Edition edition, String text) {
    Published last = ledger.find(edition.roundup().getMeetupId()).orElse(null);
    if (last != null && !last.settled()) {
      finish(last);
    }
    PostPlace place = place(edition.roundup(), last);
    return last == null ? first(edition, place, text) : next(edition, place, text, last);
  }

  /** The rest of a write that a crash cut short, where only crumbs are left of it. */
  private void finish(Published last) {
    site.clean(last.meetupId());
    String before = last.previousPath();
    if (before != null
        && ledger.isFree(before, last.meetupId())
        && site.fingerprint(last.path()).equals(Optional.of(last.hash()))
        && site.fingerprint(before).equals(Optional.ofNullable(last.previousHash()))) {
      site.delete(before);
    }
  }

  /** The address follows the title until people may have linked to it; then it is kept. */
  private PostPlace place(Roundup roundup, Published last) {
    boolean kept = last != null && last.firstPublishedAt() != null;
    return PostPlace.candidates(roundup, kept ? last.slug() : Slug.of(roundup))
        .filter(place -> ledger.isFree(place.path(), roundup.getMeetupId()))
        .findFirst()
        .orElseThrow();
  }

  /** Nothing of this post is on disk, as far as Roundup knows. */
  private Plan first(Edition edition, PostPlace place, String text) {
    Found there = find(place.path()).orElse(null);
    return there == null || there.is(Fingerprint.of(Site.bytes(text)))
        ? change(edition, place, text, there)
        : kept(edition, place.path(), Why.FOREIGN);
  }

  private Plan next(Edition edition, PostPlace place, String text, Published last) {
    Found found = find(last);
    if (found == null) {
      return last.settled() ? kept(edition, last.path(), Why.DELETED) : first(edition, place, text);
    }
    String hash = Fingerprint.of(Site.bytes(text));
    if (!last.wrote(found.fingerprint()) && !found.is(hash)) {
      return kept(edition, found.path(), Why.EDITED);
    }
    if (found.isAt(place)) {
      return found.is(hash) && last.says(hash, place.path())
          ? done(edition, last)
          : change(edition, place, text, found);
    }
    Optional<Found> inTheWay = find(place.path()).filter(file -> !file.is(hash));
    return inTheWay.isPresent()
        ? kept(edition, place.path(), Why.FOREIGN)
        : change(edition, place, text, found);
  }

  /** Where the post is that Roundup wrote last: after a crash, perhaps where it was before. */
  private Found find(Published last) {
    return find(last.path())
        .or(
            () ->
                last.settled() || last.previousPath() == null
                    ? Optional.empty()
                    : find(last.previousPath()))
        .orElse(null);
  }

  private Optional<Found> find(String path) {
    return site.fingerprint(path).map(fingerprint -> new Found(path, fingerprint));
  }

  private static Plan kept(Edition edition, String path, Why why) {
    return Plan.nothing(new Outcome.Kept(edition.roundup().getMeetupId(), path, why));
  }

  private Plan done(Edition edition, Published last) {
    ledger.put(last.inPlace());
    return Plan.nothing(new Outcome.Unchanged(edition.roundup().getMeetupId(), last.path()));
  }

  /** Nothing of anybody's is in the way: the file that was found, if any, is Roundup's. */
  private Plan change(Edition edition, PostPlace place, String text, Found found) {
    Publication publication = publication(edition, place, text, found);
    ledger.restore(publication, edition.partition(), false);
    String id = publication.getMeetupId();
    Outcome outcome;
    if (found != null && !found.isAt(place)) {
      outcome = new Outcome.Moved(id, found.path(), place.path());
    } else if (found != null && found.is(publication.getHash())) {
      outcome = new Outcome.Unchanged(id, place.path());
    } else {
      outcome = new Outcome.Written(id, place.path());
    }
    return new Plan(outcome, new PublicationLog.Entry(publication, edition.partition()), found);
  }

  private Publication publication(Edition edition, PostPlace place, String text, Found found) {
    Roundup roundup = edition.roundup();
    return Publication.newBuilder()
        .setMeetupId(roundup.getMeetupId())
        .setSlug(place.slug())
        .setPath(place.path())
        .setHash(Fingerprint.of(Site.bytes(text)))
        .setPreviousPath(found == null || found.isAt(place) ? null : found.path())
        .setPreviousHash(found == null ? null : found.fingerprint())
        .setFirstPublishedAt(
            ledger
                .find(roundup.getMeetupId())
                .map(Published::firstPublishedAt)
                .orElse(place.isPost() ? roundup.getUpdatedAt() : null))
        .setRoundupOffset(edition.offset())
        .setText(text)
        .build();
  }
}
