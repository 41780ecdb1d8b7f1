package dev.roundup.sink.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks once more, a moment later, at what was published: somebody may have been saving just then.
 * A save within that moment that shows nothing of what the facts had just brought was made on what
 * was there before, since nobody reads, deletes and saves so fast; so it is merged from there, and
 * what the facts brought is not taken for deleted. Where a file was kept because somebody was at
 * it, the facts get another try.
 */
final class SecondLook {
  /** What waits for its look holds a roundup each. */
  private static final int MOST_WAITING = 1000;

  /** A fingerprint for a file that has changed already. */
  private static final String ANOTHER = Fingerprint.NO_FILE;

  private final Site site;
  private final Leftovers leftovers;
  private final Ledger ledger;
  private final Clock clock;
  private final Duration moment;
  private final Map<String, Left> waiting = new LinkedHashMap<>();

  /**
   * With a moment of zero, only what was replaced is cleared away, at once.
   *
   * @param moment how long somebody may take to save
   */
  SecondLook(Site site, Leftovers leftovers, Ledger ledger, Clock clock, Duration moment) {
    this.site = site;
    this.leftovers = leftovers;
    this.ledger = ledger;
    this.clock = clock;
    this.moment = moment;
  }

  /**
   * How a post was left.
   *
   * @param published what was recorded of it, unsettled; null if it was kept as it is
   * @param fingerprint of its file; empty for none
   */
  private record Left(
      Edition edition, Published published, String path, Optional<String> fingerprint, Instant at) {
    String meetupId() {
      return edition.roundup().getMeetupId();
    }
  }

  /** A post was written, or its record was. */
  void published(Edition edition, Published published) {
    if (moment.isZero()) {
      leftovers.clear(published);
      return;
    }
    add(edition, published, published.path(), Optional.of(published.hash()));
  }

  /** A file was left as it is: somebody may have been in the middle of saving it. */
  void kept(Edition edition, Outcome.Kept kept) {
    if (moment.isZero()) {
      return;
    }
    switch (kept.why()) {
      case DELETED -> add(edition, null, kept.path(), Optional.empty());
      case UNREADABLE -> add(edition, null, kept.path(), unreadable(kept.path()));
      case BUSY -> add(edition, null, kept.path(), Optional.of(ANOTHER));
      case FOREIGN -> {} // not ours, whoever saves it
    }
  }

  /** The file as it was when it could not be read; it may have changed since. */
  private Optional<String> unreadable(String path) {
    return site.reader().find(path).map(file -> file.text() == null ? file.fingerprint() : ANOTHER);
  }

  private void add(
      Edition edition, Published published, String path, Optional<String> fingerprint) {
    Left left = new Left(edition, published, path, fingerprint, clock.instant());
    waiting.remove(left.meetupId());
    waiting.put(left.meetupId(), left);
  }

  boolean isWaiting(String meetupId) {
    return waiting.containsKey(meetupId);
  }

  /** The look at a post that is about to be published again cannot wait. */
  void lookNow(String meetupId) {
    Left left = waiting.remove(meetupId);
    if (left != null) {
      reconsider(left);
    }
  }

  /**
   * Takes the looks whose time has come, and those there is no room to keep.
   *
   * @param all whether it has come for all
   * @return what has to be published again; it stays to be looked at until it is
   */
  List<Edition> look(boolean all) {
    Instant due = clock.instant().minus(moment);
    List<Edition> again = new ArrayList<>();
    for (Left left : List.copyOf(waiting.values())) {
      boolean full = waiting.size() > MOST_WAITING;
      if (!all && !full && left.at.isAfter(due)) {
        break;
      }
      if (reconsider(left)) {
        again.add(left.edition);
      } else {
        waiting.remove(left.meetupId());
      }
    }
    return again;
  }

  /** Whether it was saved meanwhile; then the ledger knows from where to merge it. */
  private boolean reconsider(Left left) {
    boolean back = left.published != null && leftovers.clear(left.published);
    if (ledger.find(left.meetupId()).isEmpty()) {
      return false; // others look after its partition now
    }
    if (left.published == null) {
      Optional<String> now = site.reader().fingerprint(left.path);
      return now.isPresent() && !now.equals(left.fingerprint);
    }
    if (back || isSavedInPlace(left) || isSavedWhereItWas(left)) {
      ledger.put(left.published);
      return true;
    }
    return false;
  }

  private boolean isSavedInPlace(Left left) {
    Optional<String> now = site.reader().fingerprint(left.path);
    return now.isPresent() && !now.equals(left.fingerprint) && isWithinTheMoment(left.path, left);
  }

  /** To where the post had just moved away from: then ours gives way, and theirs moves. */
  private boolean isSavedWhereItWas(Left left) {
    String before = left.published.previousPath();
    return before != null
        && ledger.isFree(before, left.meetupId()) // else another post has moved there meanwhile
        && isWithinTheMoment(before, left)
        && site.replacements().take(left.path, left.meetupId(), left.published.hash());
  }

  private boolean isWithinTheMoment(String path, Left left) {
    return site.reader()
        .modified(path)
        .filter(saved -> !saved.isAfter(left.at.plus(moment)))
        .isPresent();
  }
}
