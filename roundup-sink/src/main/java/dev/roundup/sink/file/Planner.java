package dev.roundup.sink.file;

import dev.roundup.schemas.post.Publication;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Outcome.Why;
import dev.roundup.sink.merge.Adoption;
import dev.roundup.sink.merge.Merge;
import java.util.Optional;

/** Decides whose words the file on disk has, and so what becomes of a post. */
final class Planner {
  private final Site site;
  private final Ledger ledger;
  private final Leftovers leftovers;

  Planner(Site site, Ledger ledger, Leftovers leftovers) {
    this.site = site;
    this.ledger = ledger;
    this.leftovers = leftovers;
  }

  Plan plan(Rendering rendering) {
    String id = rendering.edition().roundup().getMeetupId();
    Published last = ledger.find(id).orElse(null);
    if (rendering.fault() != null) {
      String path = last == null ? "" : last.path();
      return asItIs(rendering.edition(), new Outcome.Failed(id, path, rendering.fault()));
    }
    return plan(rendering, last);
  }

  private Plan plan(Rendering rendering, Published last) {
    if (last != null && !last.settled()) {
      finish(last);
    }
    if (last != null && isOutrun(last)) {
      return plan(rendering, null);
    }
    PostPlace place = place(rendering.edition().roundup(), last);
    return last == null ? first(rendering, place) : next(rendering, place, last);
  }

  /** Whether another sink has a post by now where a first write was to go. */
  private boolean isOutrun(Published last) {
    return !last.settled()
        && last.previousHash() == null
        && !isOf(
            last.meetupId(), site.reader().find(last.path()).filter(file -> !file.is(last.hash())));
  }

  /** Whether nobody says that it is another meetup's. */
  private static boolean isOf(String meetupId, Optional<Found> file) {
    return file.flatMap(Found::meetup).orElse(meetupId).equals(meetupId);
  }

  /** The rest of a write that a crash cut short, where only crumbs are left of it. */
  void finish(Published last) {
    site.writer().clean(last.meetupId());
    leftovers.clear(last);
    String before = last.previousPath();
    if (before != null
        && ledger.isFree(before, last.meetupId())
        && isCopied(before, last)
        && site.replacements().take(before, last.meetupId(), last.previousHash())) {
      leftovers.clear(last);
    }
  }

  /** Whether a move was cut short between its halves: all that the old file says is elsewhere. */
  private boolean isCopied(String before, Published last) {
    Found old = site.reader().find(before).orElse(null);
    Found moved = site.reader().find(last.path()).orElse(null);
    return old != null
        && moved != null
        && old.is(last.previousHash())
        && isAbout(moved, last)
        && (moved.is(last.hash()) || last.saysNoMore(old, moved));
  }

  /** The address follows the title until people may have linked to it; then it is kept. */
  private PostPlace place(Roundup roundup, Published last) {
    boolean kept = last != null && last.firstPublishedAt() != null;
    return PostPlace.candidates(roundup, kept ? last.slug() : Slug.of(roundup), site.format())
        .filter(place -> isFree(place, roundup, last))
        .findFirst()
        .orElseThrow();
  }

  /** The ledger knows nothing of posts that other sinks of the site wrote, but they tell. */
  private boolean isFree(PostPlace place, Roundup roundup, Published last) {
    String id = roundup.getMeetupId();
    boolean mine = !roundup.getHeld() || (last != null && last.path().equals(place.path()));
    return ledger.isFree(place.path(), id) && (mine || isOf(id, site.reader().find(place.path())));
  }

  /** Nothing of this post is on disk, as far as Roundup knows. */
  private Plan first(Rendering rendering, PostPlace place) {
    Found there = site.reader().find(place.path()).orElse(null);
    Content content = Content.of(rendering, null);
    return there == null || there.is(content.hash())
        ? change(rendering.edition(), place, content, there)
        : foreign(rendering, place, there);
  }

  /** A post that is older than Roundup is left as it is, and later facts join it. */
  private Plan foreign(Rendering rendering, PostPlace place, Found there) {
    Edition edition = rendering.edition();
    Adoption adoption = there.text() == null ? null : Merge.adopt(there.text(), rendering.post());
    if (adoption == null || !adoption.matches()) {
      return kept(edition, place.path(), Why.FOREIGN);
    }
    Plan plan = change(edition, place, Content.adopted(there.text(), rendering), there);
    String id = edition.roundup().getMeetupId();
    return plan.withOutcome(new Outcome.Adopted(id, place.path(), adoption.unmatched().size()));
  }

  private Plan next(Rendering rendering, PostPlace place, Published last) {
    Edition edition = rendering.edition();
    Found found = find(last);
    if (found == null && last.settled()) {
      found = renamed(place, last);
    }
    if (found == null) {
      return last.wasThere() ? kept(edition, last.path(), Why.DELETED) : first(rendering, place);
    }
    Content content = content(found, rendering, last);
    if (content == null) {
      return asItIs(edition, kept(edition, found.path(), Why.UNREADABLE).outcome());
    }
    if (found.isAt(place)) {
      return found.is(content.hash()) && last.says(content, place.path())
          ? done(edition, last, found)
          : change(edition, place, content, found);
    }
    Optional<Found> inTheWay =
        site.reader().find(place.path()).filter(file -> !file.is(content.hash()));
    return inTheWay.isPresent()
        ? asItIs(edition, kept(edition, place.path(), Why.FOREIGN).outcome())
        : change(edition, place, content, found);
  }

  /** Null if people made something of the file that cannot be merged. */
  private static Content content(Found found, Rendering rendering, Published last) {
    Generated base = last.base(found);
    if (last.generated(found.fingerprint()) || found.is(rendering.generated().hash())) {
      return Content.of(rendering, base);
    }
    return found.text() == null
        ? null
        : Content.merged(base, found.text(), rendering, last.collisions());
  }

  /**
   * Where the post is that Roundup wrote last. After a crash, perhaps where it was before: then
   * what is where it was to go may be somebody's own.
   */
  private Found find(Published last) {
    Optional<Found> there = site.reader().find(last.path());
    String before = last.settled() ? null : last.previousPath();
    if (before != null && ledger.isFree(before, last.meetupId())) {
      return there
          .filter(file -> isAbout(file, last))
          .or(() -> site.reader().find(before))
          .or(() -> there)
          .orElse(null);
    }
    return there.orElse(null);
  }

  /** Where the post is if people moved it to its new place themselves, as one publishes a draft. */
  private Found renamed(PostPlace place, Published last) {
    return site.reader().find(place.path()).filter(file -> isAbout(file, last)).orElse(null);
  }

  /** Whether a file is what was published, or about the same evening. */
  private static boolean isAbout(Found file, Published last) {
    return file.is(last.hash())
        || (file.text() != null && Merge.adopt(file.text(), last.generated().post()).matches());
  }

  /**
   * Leaves the file alone. If its last write did not take place, for a crash or for somebody who
   * was faster, its record still promises that write, and the offset that is committed now would
   * make the promise count as kept: then what is there is recorded instead.
   */
  Plan asItIs(Edition edition, Outcome outcome) {
    Published last = ledger.find(edition.roundup().getMeetupId()).orElse(null);
    Found found = last == null || last.settled() ? null : find(last);
    if (found == null) {
      return Plan.nothing(outcome);
    }
    Generated base = last.base(found);
    Publication publication = Publications.asItIs(edition, last, found, base.post());
    ledger.put(Published.of(publication, edition.partition(), true, base, null));
    return Plan.asFound(outcome, new PublicationLog.Entry(publication, edition.partition()), found);
  }

  private static Plan kept(Edition edition, String path, Why why) {
    return Plan.nothing(new Outcome.Kept(edition.roundup().getMeetupId(), path, why));
  }

  private Plan done(Edition edition, Published last, Found found) {
    ledger.put(last.inPlace());
    Outcome outcome = new Outcome.Unchanged(edition.roundup().getMeetupId(), last.path());
    return Plan.asFound(outcome, null, found);
  }

  /** Nothing of anybody else's is in the way. */
  private Plan change(Edition edition, PostPlace place, Content content, Found found) {
    Published last = ledger.find(edition.roundup().getMeetupId()).orElse(null);
    Publication publication = Publications.of(edition, place, content, found, last);
    Generated previous = publication.getPrevious() == null ? null : content.previous();
    ledger.put(
        Published.of(publication, edition.partition(), false, content.generated(), previous));
    String id = publication.getMeetupId();
    int collisions = content.collisions().size();
    Outcome outcome;
    if (found != null && !found.isAt(place)) {
      outcome = new Outcome.Moved(id, found.path(), place.path());
    } else if (found != null && found.is(content.hash()) && collisions == 0) {
      outcome = new Outcome.Unchanged(id, place.path());
    } else if (content.isEdited()) {
      outcome = new Outcome.Merged(id, place.path(), collisions);
    } else {
      outcome = new Outcome.Written(id, place.path());
    }
    PublicationLog.Entry entry = new PublicationLog.Entry(publication, edition.partition());
    return new Plan(outcome, entry, content.text(), found);
  }
}
