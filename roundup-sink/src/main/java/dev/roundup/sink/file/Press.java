package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.merge.Collision.Why;
import dev.roundup.sink.post.RenderedPost;
import dev.roundup.sink.post.TemplateFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

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

  private final Function<Roundup, RenderedPost> renderer;
  private final Site site;
  private final Ledger ledger;
  private final PublicationLog log;
  private final Planner planner;
  private final Reports reports;
  private final Map<Why, LongAdder> met = new EnumMap<>(Why.class);
  private final MissingImages images;

  /** The ledger must know all that the log recorded of the meetups to come. */
  public Press(
      Function<Roundup, RenderedPost> renderer, Site site, Ledger ledger, PublicationLog log) {
    this.renderer = renderer;
    this.site = site;
    this.ledger = ledger;
    this.log = log;
    this.planner = new Planner(site, ledger);
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

  /**
   * Publishes a batch that holds each meetup once. When this returns, all of it is on the disk for
   * good. If it throws, the ledger must be restored from the log before the batch is given again.
   *
   * @throws dev.roundup.schemas.config.Failure if the disk does not let us
   */
  public List<Outcome> publish(Collection<Edition> editions) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    Collection<Edition> open = editions;
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      open = attempt(open, outcomes);
    }
    giveUp(open, outcomes);
    site.settle();
    return List.copyOf(outcomes.values());
  }

  /** Gives what has to be tried again, because somebody saved the file in the meantime. */
  private List<Edition> attempt(Collection<Edition> editions, Map<String, Outcome> outcomes) {
    Map<Edition, Plan> plans = new LinkedHashMap<>();
    Map<Edition, Published> before = new HashMap<>();
    for (Edition edition : editions) {
      ledger.find(edition.roundup().getMeetupId()).ifPresent(last -> before.put(edition, last));
      plans.put(edition, plan(edition));
    }
    record(plans.values());
    List<Edition> again = new ArrayList<>();
    plans.forEach(
        (edition, plan) -> {
          Outcome outcome = carryOut(plan, before.get(edition));
          outcomes.put(outcome.meetupId(), outcome);
          if (outcome instanceof Outcome.Kept kept && kept.why() == Outcome.Why.BUSY) {
            again.add(edition);
            if (before.containsKey(edition)) {
              ledger.put(before.get(edition).unsettled());
            }
          }
        });
    return again;
  }

  /** The log promises what did not come to be, and its offset is about to be committed. */
  private void giveUp(Collection<Edition> editions, Map<String, Outcome> outcomes) {
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

  private Plan plan(Edition edition) {
    RenderedPost post;
    try {
      post = asOnDisk(renderer.apply(edition.roundup()));
    } catch (TemplateFailure e) {
      return failed(edition, e.getMessage());
    }
    int size = Site.bytes(post.text()).length;
    return size <= LARGEST_POST
        ? planner.plan(edition, post)
        : failed(edition, "the post has " + size + " bytes, more than " + LARGEST_POST);
  }

  /** With what UTF-8 makes of half a character; the blocks stay where they are. */
  private static RenderedPost asOnDisk(RenderedPost post) {
    String text = new String(Site.bytes(post.text()), StandardCharsets.UTF_8);
    return text.equals(post.text()) ? post : new RenderedPost(text, post.blocks());
  }

  private Plan failed(Edition edition, String reason) {
    String id = edition.roundup().getMeetupId();
    String path = ledger.find(id).map(Published::path).orElse("");
    return planner.asItIs(edition, new Outcome.Failed(id, path, reason));
  }

  private Outcome carryOut(Plan plan, Published before) {
    Outcome outcome = plan.outcome();
    if (plan.changesNothing()) {
      return outcome;
    }
    String id = outcome.meetupId();
    if (!isInPlace(plan)) {
      return new Outcome.Kept(id, outcome.path(), Outcome.Why.BUSY);
    }
    if (outcome instanceof Outcome.Moved moved) {
      site.delete(moved.from());
    }
    Published published = ledger.find(id).orElseThrow().inPlace();
    ledger.put(published);
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
    return plan.writes()
        ? site.write(
            plan.outcome().path(),
            Site.bytes(plan.text()),
            plan.outcome().meetupId(),
            () -> isAsFound(plan) && isFree(plan))
        : isAsFound(plan);
  }

  private boolean isAsFound(Plan plan) {
    Plan.Found found = plan.found();
    String path = found == null ? plan.outcome().path() : found.path();
    return site.fingerprint(path).equals(Optional.ofNullable(found).map(Plan.Found::fingerprint));
  }

  /** Whether a move overwrites nothing but what it writes. */
  private boolean isFree(Plan plan) {
    return !(plan.outcome() instanceof Outcome.Moved moved)
        || site.find(moved.path())
            .filter(there -> !there.is(plan.entry().publication().getHash()))
            .isEmpty();
  }
}
