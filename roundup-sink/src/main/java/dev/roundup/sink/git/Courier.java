package dev.roundup.sink.git;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to the remote, in a thread of its own: fetches, and pushes what can be pushed without
 * force. What has to be merged first waits until the other thread has done so and asks again.
 * Whatever does not work is tried again, ever more seldom, and whenever something new is to be
 * pushed.
 */
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);

  /** How often is looked for what others pushed while nothing happens here. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** How long the end of the process may wait for a last push. */
  private static final Duration PARTING = Duration.ofSeconds(10);

  private final Remote remote;
  private final Branches branches;
  private final RandomGenerator random;
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "roundup-git"));
  private Future<?> asked;
  private Future<?> planned;
  private int failures;
  private volatile Set<String> gone = Set.of();
  private volatile boolean news;
  private volatile String trouble;
  private volatile Throwable fault;

  Courier(Remote remote, Branches branches, RandomGenerator random) {
    this.remote = remote;
    this.branches = branches;
    this.random = random;
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Fetches and pushes soon: with all that was committed before this. */
  void ask() {
    Future<?> unused = submit();
  }

  private synchronized Future<?> submit() {
    if (fault != null) {
      throw new IllegalStateException("The thread that talks to the remote has ended", fault);
    }
    if (asked == null && !executor.isShutdown()) {
      asked = executor.submit(this::exchange);
    }
    return asked;
  }

  /** The same, and waits a while, unless the remote did not answer last time. */
  void askAndWait(Duration patience) {
    Future<?> answer = submit();
    if (trouble != null) {
      return;
    }
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("the remote takes its time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  boolean hasNews() {
    return news;
  }

  /** Whether something was fetched since this was asked last. */
  boolean takeNews() {
    boolean was = news;
    news = false;
    return was;
  }

  /** Branches that the remote had once, and has no more. */
  Set<String> gone() {
    return gone;
  }

  /** Why not everything is pushed; empty if nothing is wrong. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void exchange() {
    begin();
    try {
      fetch();
      push();
    } catch (GitAPIException | JGitInternalException | IOException e) {
      failures++;
      tell(remote.name() + " does not answer as it should: " + reason(e));
    } catch (RuntimeException | Error e) {
      fault = e; // nobody may ever look at the future
      throw e;
    }
    plan();
  }

  private synchronized void begin() {
    asked = null;
    if (planned != null) {
      planned.cancel(false);
    }
  }

  private synchronized void plan() {
    if (!executor.isShutdown()) {
      planned = executor.schedule(this::exchange, untilNext().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** With chance in it, so that several who failed together do not come back together. */
  private Duration untilNext() {
    if (failures == 0) {
      return LOOK;
    }
    Duration longest = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 20));
    if (longest.compareTo(LAST_RETRY) > 0) {
      longest = LAST_RETRY;
    }
    return Duration.ofMillis(longest.toMillis() / 2 + random.nextLong(longest.toMillis() / 2));
  }

  private void fetch() throws GitAPIException {
    gone = remote.fetch();
    news = true;
  }

  private void push() throws GitAPIException, IOException {
    Map<String, String> reasons = pushed(branches.open(gone));
    if (!reasons.isEmpty()) {
      // perhaps others were quicker, or one that is refused took others with it
      fetch();
      Set<String> again = new TreeSet<>(branches.open(gone));
      again.retainAll(reasons.keySet());
      reasons = new TreeMap<>();
      for (String branch : again) {
        reasons.putAll(pushed(Set.of(branch)));
      }
    }
    if (reasons.isEmpty()) {
      failures = 0;
      tell(null);
    } else {
      failures++;
      tell(remote.name() + " does not take " + reasons);
    }
  }

  /** Pushes; why what was not taken was not. */
  private Map<String, String> pushed(Collection<String> open) throws GitAPIException {
    Map<String, String> reasons = new TreeMap<>();
    if (!open.isEmpty()) {
      reasons.putAll(remote.push(open));
      news = true;
    }
    return reasons;
  }

  private void tell(String sentence) {
    if (sentence == null && trouble != null) {
      LOG.info("everything is pushed again remote={}", remote.name());
    } else if (sentence != null && !sentence.equals(trouble)) {
      LOG.warn(
          "posts go on being written and committed, and are pushed later; reason={}", sentence);
    }
    trouble = sentence;
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return e.getMessage() + (deepest == e ? "" : " (" + deepest.getMessage() + ")");
  }

  /** Pushes what is open, if the remote answers soon. */
  @Override
  public void close() {
    askAndWait(PARTING);
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(PARTING.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("the remote does not answer; what is open is pushed after the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
