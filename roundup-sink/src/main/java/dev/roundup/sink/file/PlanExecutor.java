package dev.roundup.sink.file;

import dev.roundup.schemas.config.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Carries out plans, as long as the files are as they were when the plans were made: somebody may
 * save a file while its new version is being recorded and written, or put one of their own where it
 * is about to go.
 */
final class PlanExecutor {
  private final SiteReader reader;
  private final SiteWriter writer;
  private final Replacements replacements;
  private final Ledger ledger;
  private final SecondLook secondLook;
  private final CollisionCounter collisions;
  private final Reports reports;
  private final MissingImages images;

  PlanExecutor(Site site, Ledger ledger, SecondLook secondLook, CollisionCounter collisions) {
    this.reader = site.reader();
    this.writer = site.writer();
    this.replacements = site.replacements();
    this.ledger = ledger;
    this.secondLook = secondLook;
    this.collisions = collisions;
    this.reports = new Reports(site);
    this.images = new MissingImages(site.root());
  }

  /**
   * Writes what was planned and recorded beside its place. Most of the time is the disk's, which
   * takes several at once.
   *
   * @throws Failure if the disk does not let us; then nothing is left of it, nor being written
   */
  void write(Collection<Plan> plans) {
    List<Plan> writing =
        plans.stream().filter(plan -> !plan.changesNothing() && plan.writes()).toList();
    List<Failure> refused =
        writing.parallelStream().map(this::written).flatMap(Optional::stream).toList();
    if (!refused.isEmpty()) {
      Failure failure = refused.get(0);
      writing.forEach(plan -> takeBack(plan, failure));
      throw failure;
    }
  }

  /** What the disk has no room for should not take that of others. */
  private void takeBack(Plan plan, Failure failure) {
    try {
      writer.clean(plan.outcome().meetupId());
    } catch (Failure e) {
      failure.addSuppressed(e);
    }
  }

  private Optional<Failure> written(Plan plan) {
    try {
      replacements.write(plan.outcome().path(), content(plan), plan.outcome().meetupId());
      return Optional.empty();
    } catch (Failure e) {
      return Optional.of(e);
    }
  }

  private static Source content(Plan plan) {
    return out -> out.write(Utf8.bytes(plan.text()));
  }

  /**
   * Does what was planned, recorded and written.
   *
   * @param before what was published of the meetup until then; null if nothing
   * @return what became of the post, which somebody may have saved meanwhile
   */
  Outcome execute(Edition edition, Plan plan, Published before) {
    Outcome outcome = plan.outcome();
    if (plan.changesNothing()) {
      if (outcome instanceof Outcome.Kept kept) {
        secondLook.kept(edition, kept);
      }
      if (plan.found() != null && before != null && !before.settled()) {
        report(plan.found().text(), outcome.meetupId()); // a crash may have come before it
      }
      return outcome;
    }
    String id = outcome.meetupId();
    if (!isInPlace(plan)) {
      writer.clean(id);
      return new Outcome.Kept(id, outcome.path(), Outcome.Why.BUSY);
    }
    Published recorded = ledger.find(id).orElseThrow();
    Published published = recorded.inPlace();
    ledger.put(published);
    secondLook.published(edition, recorded);
    report(plan.text(), id);
    collisions.count(before, published);
    return outcome;
  }

  /**
   * Tells people of a post that is in place.
   *
   * @param text null if it is none
   */
  private void report(String text, String meetupId) {
    List<String> missing = text == null ? List.of() : images.in(text);
    ledger.find(meetupId).ifPresent(published -> reports.update(published, missing));
  }

  private boolean isInPlace(Plan plan) {
    if (!plan.writes()) {
      return isAsFound(plan);
    }
    return plan.outcome() instanceof Outcome.Moved moved
        ? isAsFound(plan) && isMoved(plan, moved)
        : put(plan, Optional.ofNullable(plan.found()).map(Found::fingerprint));
  }

  private boolean isAsFound(Plan plan) {
    Found found = plan.found();
    String path = found == null ? plan.outcome().path() : found.path();
    return reader.fingerprint(path).equals(Optional.ofNullable(found).map(Found::fingerprint));
  }

  private boolean put(Plan plan, Optional<String> expected) {
    Outcome outcome = plan.outcome();
    return replacements.putWritten(outcome.path(), content(plan), outcome.meetupId(), expected);
  }

  /** A move overwrites nothing but what it writes, and takes away nothing but what it has read. */
  private boolean isMoved(Plan plan, Outcome.Moved moved) {
    String hash = plan.entry().publication().getHash();
    Optional<String> there = reader.fingerprint(moved.path());
    boolean free = there.isEmpty() || there.get().equals(hash);
    if (!free || !put(plan, there)) {
      return false;
    }
    if (replacements.take(moved.from(), moved.meetupId(), plan.found().fingerprint())) {
      return true;
    }
    if (replacements.take(moved.path(), moved.meetupId(), hash)) {
      replacements.forget(moved.path(), moved.meetupId());
    }
    return false;
  }
}
