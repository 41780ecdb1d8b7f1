package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.merge.Collision.Why;
import dev.roundup.sink.post.RenderedPost;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntToLongFunction;

/**
 * Makes posts of roundups, in four steps for a batch: decide by what is on disk, record what will
 * be there, write it beside its place, put it there. After a crash between any two steps the same
 * batch again ends the same way, because the record knows both the file that was there and the one
 * that comes.
 */
public final class Press {
  /** How often a post is merged anew because somebody saved it at that very moment. */
  private static final int ATTEMPTS = 20;

  private final Function<Roundup, RenderedPost> renderer;
  private final Site site;
  private final Ledger ledger;
  private final PublicationLog log;
  private final Planner planner;
  private final SecondLook secondLook;
  private final PlanExecutor executor;
  private final CollisionCounter collisions = new CollisionCounter();

  /**
   * One that looks only once. The ledger must know all that the log recorded of the meetups to
   * come.
   */
  public Press(
      Function<Roundup, RenderedPost> renderer, Site site, Ledger ledger, PublicationLog log) {
    this(renderer, site, ledger, log, Clock.systemUTC(), Duration.ZERO);
  }

  /**
   * One that looks again, at {@link #lookAgain}, whether somebody was just saving.
   *
   * @param moment how long after a write a save was begun before it
   */
  public Press(
      Function<Roundup, RenderedPost> renderer,
      Site site,
      Ledger ledger,
      PublicationLog log,
      Clock clock,
      Duration moment) {
    this.renderer = renderer;
    this.site = site;
    this.ledger = ledger;
    this.log = log;
    Leftovers leftovers = new Leftovers(site);
    this.planner = new Planner(site, ledger, leftovers);
    this.secondLook = new SecondLook(site, leftovers, ledger, clock, moment);
    this.executor = new PlanExecutor(site, ledger, secondLook, collisions);
  }

  /** How often people's text was newly kept against the facts. For any thread. */
  public long collisionsMet(Why why) {
    return collisions.sum(why);
  }

  /** All that goes with these is written: whoever follows the site takes it along. */
  public void takeAlong(Collection<Edition> editions) {
    site.history().commit(editions);
  }

  /** There is nothing to publish right now. */
  public void idle() {
    site.history().idle();
  }

  /** How long to wait before the next batch. */
  public Duration pause() {
    return site.history().pause();
  }

  /**
   * Publishes a batch that holds each meetup once. When this returns, all of it is on the disk for
   * good. If it throws, the ledger must be restored from the log before the batch is given again.
   *
   * @throws dev.roundup.schemas.config.Failure if the disk does not let us
   */
  public List<Outcome> publish(Collection<Edition> editions) {
    editions.forEach(edition -> secondLook.lookNow(edition.roundup().getMeetupId()));
    site.history().pull(editions);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    Collection<Edition> open = editions;
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      open = attempt(open, outcomes);
    }
    giveUp(open, outcomes);
    site.settle();
    return List.copyOf(outcomes.values());
  }

  /**
   * Looks again at what was published a moment ago, and publishes anew where somebody was saving.
   *
   * @param open by partition: an offset that is committed only after this
   * @param all whether to look at the latest, too, as before the end
   * @return what became of those that were published anew
   */
  public List<Outcome> lookAgain(IntToLongFunction open, boolean all) {
    List<Edition> again =
        secondLook.look(all).stream().map(e -> e.at(open.applyAsLong(e.partition()))).toList();
    if (again.isEmpty()) {
      return List.of();
    }
    List<Outcome> outcomes = publish(again);
    takeAlong(again);
    return outcomes;
  }

  /** Finishes what a process before this one left half done, of the meetups of the ledger. */
  public void recover() {
    ledger.unsettled().forEach(site.writer()::clean);
    for (String owner : site.replacements().owners()) {
      if (!secondLook.isWaiting(owner)) {
        ledger.find(owner).ifPresent(planner::finish);
      }
    }
    site.settle();
    site.history().resume(ledger);
  }

  /**
   * What is to be done about one edition.
   *
   * @param before what was published of its meetup so far; null if nothing
   */
  private record Step(Edition edition, Plan plan, Published before) {}

  /** Gives what has to be tried again, because somebody saved the file in the meantime. */
  private List<Edition> attempt(Collection<Edition> editions, Map<String, Outcome> outcomes) {
    List<Step> steps = new ArrayList<>();
    // what a post says needs nothing but its roundup: all processors may take part
    for (Rendering rendering :
        editions.parallelStream().map(e -> Rendering.of(e, renderer)).toList()) {
      Edition edition = rendering.edition();
      Published before = ledger.find(edition.roundup().getMeetupId()).orElse(null);
      steps.add(new Step(edition, planner.plan(rendering), before));
    }
    List<Plan> plans = steps.stream().map(Step::plan).toList();
    record(plans);
    executor.write(plans);
    List<Edition> again = new ArrayList<>();
    for (Step step : steps) {
      Outcome outcome = executor.execute(step.edition(), step.plan(), step.before());
      outcomes.put(outcome.meetupId(), outcome);
      if (outcome instanceof Outcome.Kept kept && kept.why() == Outcome.Why.BUSY) {
        again.add(step.edition());
        if (step.before() != null) {
          ledger.put(asBefore(step.before()));
        }
      }
    }
    return again;
  }

  /** What did not take place leaves a post unsettled, unless somebody deleted it. */
  private Published asBefore(Published before) {
    return site.reader().contains(before.path()) ? before.unsettled() : before;
  }

  /** The log promises what did not come to be, and its offset is about to be committed. */
  private void giveUp(Collection<Edition> editions, Map<String, Outcome> outcomes) {
    for (Edition edition : editions) {
      if (outcomes.get(edition.roundup().getMeetupId()) instanceof Outcome.Kept kept) {
        secondLook.kept(edition, kept);
      }
    }
    record(
        editions.stream()
            .map(edition -> planner.asItIs(edition, outcomes.get(edition.roundup().getMeetupId())))
            .toList());
  }

  private void record(Collection<Plan> plans) {
    List<PublicationLog.Entry> entries =
        plans.stream().map(Plan::entry).filter(Objects::nonNull).toList();
    if (!entries.isEmpty()) {
      log.record(entries);
    }
  }
}
