package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.merge.Collision.Why;
import dev.roundup.sink.post.RenderedPost;
import dev.roundup.sink.post.TemplateFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntToLongFunction;

/**
 * Makes posts of roundups, in three steps for a batch: decide by what is on disk, record what will
 * be written, write it. After a crash between any two steps the same batch again ends the same way,
 * because the record knows both the file that was there and the one that comes.
 */
public final class Press {
  /** Bytes of the largest post: two of them travel on a topic whose records hold 8 MiB. */
  static final int LARGEST_POST = 3 << 20;

  /** How often a post is merged anew because somebody saved it at that very moment. */
  private static final int ATTEMPTS = 20;

  /** A fingerprint for a file that has changed already. */
  private static final String ANOTHER = Fingerprint.NO_FILE;

  private final Function<Roundup, RenderedPost> renderer;
  private final Site site;
  private final Ledger ledger;
  private final PublicationLog log;
  private final Planner planner;
  private final SecondLook secondLook;
  private final Reports reports;
  private final Map<Why, LongAdder> met = new EnumMap<>(Why.class);
  private final MissingImages images;

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
    this.reports = new Reports(site);
    this.images = new MissingImages(site.root());
    for (Why why : Why.values()) {
      met.put(why, new LongAdder());
    }
  }

  /** How often people's text was newly kept against the facts. For any thread. */
  public long collisionsMet(Why why) {
    return met.get(why).sum();
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
    for (Rendering rendering : editions.parallelStream().map(this::render).toList()) {
      Edition edition = rendering.edition();
      Published before = ledger.find(edition.roundup().getMeetupId()).orElse(null);
      steps.add(new Step(edition, plan(rendering), before));
    }
    record(steps.stream().map(Step::plan).toList());
    List<Edition> again = new ArrayList<>();
    for (Step step : steps) {
      Outcome outcome = carryOut(step);
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
    return site.contains(before.path()) ? before.unsettled() : before;
  }

  /** The log promises what did not come to be, and its offset is about to be committed. */
  private void giveUp(Collection<Edition> editions, Map<String, Outcome> outcomes) {
    for (Edition edition : editions) {
      if (outcomes.get(edition.roundup().getMeetupId()) instanceof Outcome.Kept kept) {
        kept(edition, kept);
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

  /**
   * A roundup's post.
   *
   * @param post null if there is none
   * @param fault why; else null
   */
  private record Rendering(Edition edition, RenderedPost post, String fault) {}

  private Rendering render(Edition edition) {
    RenderedPost post;
    try {
      post = asOnDisk(renderer.apply(edition.roundup()));
    } catch (TemplateFailure e) {
      return new Rendering(edition, null, e.getMessage());
    }
    int size = Site.bytes(post.text()).length;
    return size <= LARGEST_POST
        ? new Rendering(edition, post, null)
        : new Rendering(
            edition, null, "the post has " + size + " bytes, more than " + LARGEST_POST);
  }

  private Plan plan(Rendering rendering) {
    return rendering.fault() == null
        ? planner.plan(rendering.edition(), rendering.post())
        : failed(rendering.edition(), rendering.fault());
  }

  /** With what UTF-8 makes of half a character; the blocks stay where they are. */
  private static RenderedPost asOnDisk(RenderedPost post) {
    if (post.text().chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return post;
    }
    String text = new String(Site.bytes(post.text()), StandardCharsets.UTF_8);
    return new RenderedPost(text, post.blocks());
  }

  private Plan failed(Edition edition, String reason) {
    String id = edition.roundup().getMeetupId();
    String path = ledger.find(id).map(Published::path).orElse("");
    return planner.asItIs(edition, new Outcome.Failed(id, path, reason));
  }

  private Outcome carryOut(Step step) {
    Plan plan = step.plan();
    Outcome outcome = plan.outcome();
    if (plan.changesNothing()) {
      if (outcome instanceof Outcome.Kept kept) {
        kept(step.edition(), kept);
      }
      return outcome;
    }
    String id = outcome.meetupId();
    if (!isInPlace(plan)) {
      return new Outcome.Kept(id, outcome.path(), Outcome.Why.BUSY);
    }
    Published before = step.before();
    Published recorded = ledger.find(id).orElseThrow();
    Published published = recorded.inPlace();
    ledger.put(published);
    secondLook.published(step.edition(), recorded);
    reports.update(published, images.in(plan.text()));
    published.collisions().stream()
        .filter(collision -> before == null || !before.collisions().contains(collision))
        .forEach(collision -> met.get(Why.valueOf(collision.getWhy())).increment());
    return outcome;
  }

  /**
   * Somebody may save the file while its new version is being recorded and written, or put one of
   * their own where it is about to go.
   */
  private boolean isInPlace(Plan plan) {
    if (!plan.writes()) {
      return isAsFound(plan);
    }
    return plan.outcome() instanceof Outcome.Moved moved
        ? isAsFound(plan) && isMoved(plan, moved)
        : put(plan, Optional.ofNullable(plan.found()).map(Plan.Found::fingerprint));
  }

  private boolean put(Plan plan, Optional<String> expected) {
    Outcome outcome = plan.outcome();
    byte[] content = Site.bytes(plan.text());
    return site.replacements().put(outcome.path(), content, outcome.meetupId(), expected);
  }

  /** A move overwrites nothing but what it writes, and takes away nothing but what it has read. */
  private boolean isMoved(Plan plan, Outcome.Moved moved) {
    String hash = plan.entry().publication().getHash();
    Optional<String> there = site.fingerprint(moved.path());
    boolean free = there.isEmpty() || there.get().equals(hash);
    if (!free || !put(plan, there)) {
      return false;
    }
    if (site.replacements().take(moved.from(), moved.meetupId(), plan.found().fingerprint())) {
      return true;
    }
    if (site.replacements().take(moved.path(), moved.meetupId(), hash)) {
      site.replacements().forget(moved.path(), moved.meetupId());
    }
    return false;
  }

  private boolean isAsFound(Plan plan) {
    Plan.Found found = plan.found();
    String path = found == null ? plan.outcome().path() : found.path();
    return site.fingerprint(path).equals(Optional.ofNullable(found).map(Plan.Found::fingerprint));
  }

  /** Somebody may have been in the middle of saving it. */
  private void kept(Edition edition, Outcome.Kept kept) {
    switch (kept.why()) {
      case DELETED -> secondLook.kept(edition, kept.path(), Optional.empty());
      case UNREADABLE ->
          secondLook.kept(
              edition,
              kept.path(),
              site.find(kept.path()).map(f -> f.text() == null ? f.fingerprint() : ANOTHER));
      case BUSY -> secondLook.kept(edition, kept.path(), Optional.of(ANOTHER));
      case FOREIGN -> {} // not ours, whoever saves it
    }
  }
}
