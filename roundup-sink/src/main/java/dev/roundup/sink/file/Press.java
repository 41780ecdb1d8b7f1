package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.RenderedPost;
import dev.roundup.sink.post.TemplateFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes posts of roundups, in three steps for a batch: decide by what is on disk, record what will
 * be written, write it. After a crash between any two steps the same batch again ends the same way,
 * because the record knows both the file that was there and the one that comes.
 */
public final class Press {
  /** Bytes of the largest post: it travels on a topic whose records hold 8 MiB. */
  static final int LARGEST_POST = 7 << 20;

  private final Function<Roundup, RenderedPost> renderer;
  private final Site site;
  private final Ledger ledger;
  private final PublicationLog log;
  private final Planner planner;

  /** The ledger must know all that the log recorded of the meetups to come. */
  public Press(
      Function<Roundup, RenderedPost> renderer, Site site, Ledger ledger, PublicationLog log) {
    this.renderer = renderer;
    this.site = site;
    this.ledger = ledger;
    this.log = log;
    this.planner = new Planner(site, ledger);
  }

  /**
   * Publishes a batch that holds each meetup once. When this returns, all of it is on the disk for
   * good. If it throws, the ledger must be restored from the log before the batch is given again.
   *
   * @throws dev.roundup.schemas.config.Failure if the disk does not let us
   */
  public List<Outcome> publish(Collection<Edition> editions) {
    List<Plan> plans = editions.stream().map(this::plan).toList();
    List<PublicationLog.Entry> entries =
        plans.stream().map(Plan::entry).filter(Objects::nonNull).toList();
    if (!entries.isEmpty()) {
      log.record(entries);
    }
    List<Outcome> outcomes = new ArrayList<>(plans.size());
    plans.forEach(plan -> outcomes.add(carryOut(plan)));
    site.settle();
    return outcomes;
  }

  private Plan plan(Edition edition) {
    String text;
    try {
      text = renderer.apply(edition.roundup()).text();
    } catch (TemplateFailure e) {
      return failed(edition, e.getMessage());
    }
    int size = Site.bytes(text).length;
    return size <= LARGEST_POST
        ? planner.plan(edition, text)
        : failed(edition, "the post has " + size + " bytes, more than " + LARGEST_POST);
  }

  private Plan failed(Edition edition, String reason) {
    String id = edition.roundup().getMeetupId();
    String path = ledger.find(id).map(Published::path).orElse("");
    return Plan.nothing(new Outcome.Failed(id, path, reason));
  }

  private Outcome carryOut(Plan plan) {
    Outcome outcome = plan.outcome();
    if (plan.changesNothing()) {
      return outcome;
    }
    String id = outcome.meetupId();
    if (!isAsFound(plan)) {
      return new Outcome.Kept(id, outcome.path(), Outcome.Why.EDITED);
    }
    if (!(outcome instanceof Outcome.Unchanged)) {
      site.write(outcome.path(), Site.bytes(plan.entry().publication().getText()), id);
    }
    if (outcome instanceof Outcome.Moved moved) {
      site.delete(moved.from());
    }
    ledger.put(ledger.find(id).orElseThrow().inPlace());
    return outcome;
  }

  /** Somebody may have saved the file while its new version was being recorded. */
  private boolean isAsFound(Plan plan) {
    Plan.Found found = plan.found();
    String path = found == null ? plan.outcome().path() : found.path();
    return site.fingerprint(path).equals(Optional.ofNullable(found).map(Plan.Found::fingerprint));
  }
}
