package dev.roundup.sink.git;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.sink.file.DiskFailure;
import dev.roundup.sink.file.Edition;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.file.SiteHistory;
import dev.roundup.sink.git.GitConfig.Mode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A site whose posts come from a git repository and go there. */
public final class GitSite implements SiteHistory, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GitSite.class);

  /** How long posts wait for what others pushed; after that, they are merged later. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final GitConfig config;
  private final Site site;
  private final Clock clock;
  private final Clone clone;
  private final Trees trees;
  private final Branches branches;
  private final Mirror mirror;
  private final PostCommits commits;
  private final Map<String, Set<String>> before = new HashMap<>();
  private Courier courier;
  private Ledger ledger = new Ledger();
  private Instant committed = Instant.MIN;

  private GitSite(GitConfig config, Site site, Clock clock, Clone clone) {
    this.config = config;
    this.site = site;
    this.clock = clock;
    this.clone = clone;
    this.trees = new Trees(clone.repository());
    this.branches = new Branches(clone, config, clock);
    this.mirror = new Mirror(clone, site);
    this.commits = new PostCommits(clone, site, branches, config.mode());
  }

  /**
   * Opens the clone in the site's directory; clones the repository if the directory is empty.
   *
   * @throws Failure if the directory holds something else, or the remote cannot be cloned. Once it
   *     was cloned, a remote that is away is no failure
   */
  public static GitSite open(GitConfig config, Site site, Clock clock, RandomGenerator random) {
    Clone clone = Clone.open(site.root(), config);
    GitSite history = new GitSite(config, site, clock, clone);
    Remote remote = new Remote(clone, config);
    try {
      history.begin(remote);
    } catch (RuntimeException e) {
      clone.close();
      throw e;
    }
    history.courier = new Courier(remote, history.branches, random);
    history.courier.ask();
    return history;
  }

  private void begin(Remote remote) {
    if (clone.find(Refs.SITE) == null) {
      try {
        remote.fetch();
      } catch (GitAPIException e) {
        throw new Failure(
            ExitCode.CONFIGURATION,
            String.format(
                "%s cannot be cloned: %s. See to %s, and to %s if it wants a password.",
                config.remote(), e.getMessage(), Key.GIT_REMOTE.key(), Key.GIT_TOKEN.key()),
            e);
      }
      takeIn();
    } else {
      if (site.isNew() && shows(Site.MARKER)) {
        LOG.warn("the directory lost its files: they are put back from the clone");
        clone.remove(Refs.SITE);
      }
      // a crash may have come between taking in what others pushed and showing it: a post that is
      // written from what they replaced would be committed over their words
      doing(() -> mirror.show(branches.site()));
    }
    if (config.mode() == Mode.REVIEW && clone.find(Refs.remote(config.branch())) == null) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          String.format(
              "%s has no branch \"%s\" that posts could be reviewed for. Push it, or name another"
                  + " with %s.",
              config.remote(), config.branch(), Key.GIT_BRANCH.key()));
    }
  }

  private boolean shows(String path) {
    boolean[] shows = new boolean[1];
    doing(() -> shows[0] = trees.find(clone.find(Refs.SITE), path).isPresent());
    return shows[0];
  }

  @Override
  public void resume(Ledger restored) {
    ledger = restored;
    doing(() -> noted(commits.resume(ledger)));
  }

  @Override
  public void pull(Collection<Edition> editions) {
    courier.askAndWait(PATIENCE);
    idle();
    before.clear();
    for (Edition edition : editions) {
      String meetup = edition.roundup().getMeetupId();
      before.put(meetup, ledger.files(meetup));
    }
  }

  @Override
  public void idle() {
    if (courier.takeNews()) {
      takeIn();
      askIfOpen();
    }
  }

  /** What was merged can be pushed. */
  private void askIfOpen() {
    doing(
        () -> {
          if (courier.trouble().isEmpty() && !branches.open(courier.gone()).isEmpty()) {
            courier.ask();
          }
        });
  }

  private void takeIn() {
    doing(
        () -> {
          branches.takeIn(courier == null ? Set.of() : courier.gone());
          mirror.show(branches.site());
        });
  }

  @Override
  public void touched(String path) {
    commits.touched(path);
  }

  @Override
  public void commit(Collection<Edition> editions) {
    doing(() -> noted(commits.commit(editions, before, ledger)));
  }

  private void noted(boolean anything) {
    if (anything) {
      committed = clock.instant();
      courier.ask();
    }
  }

  @Override
  public Duration pause() {
    Duration since = Duration.between(committed, clock.instant());
    Duration rest = config.interval().minus(since);
    boolean wasSetBack = since.isNegative(); // the clock: nobody waits until it is where it was
    return wasSetBack || rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Does not wait until it is time to try again. */
  void retry() {
    courier.ask();
  }

  /** Whether the remote had, when it was asked last, all that was committed here. */
  boolean isPushed() {
    return !courier.hasNews() && branches.unpushed().isEmpty();
  }

  /** How many branches the remote did not have, when it was asked last, as they are here. */
  int unpushed() {
    return branches.unpushed().size();
  }

  /** Lets the registry tell what is not pushed, and whether that is for a reason. */
  public void watch(MeterRegistry registry) {
    Gauge.builder("roundup.git.unpushed", this, GitSite::unpushed)
        .description("Branches with commits that are not pushed")
        .register(registry);
    Gauge.builder("roundup.git.trouble", this, history -> history.trouble().isPresent() ? 1 : 0)
        .description("1 while the last fetch or push failed")
        .register(registry);
  }

  /** Why not everything is pushed; empty if nothing is wrong. */
  public Optional<String> trouble() {
    return courier.trouble();
  }

  /** Pushes what is open, if the remote answers soon. */
  @Override
  public void close() {
    courier.close();
    clone.close();
  }

  private void doing(Work work) {
    try {
      work.done();
    } catch (IOException e) {
      throw DiskFailure.of("used", clone.repository().getDirectory().toPath(), e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void done() throws IOException;
  }
}
