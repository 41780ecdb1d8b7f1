package dev.roundup.sink.git;

import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Edition;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.MemoryLog;
import dev.roundup.sink.file.Outcome;
import dev.roundup.sink.file.Press;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.git.GitConfig.Author;
import dev.roundup.sink.git.GitConfig.Mode;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.RenderedPost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;

/** A sink on a clone of its own, without Kafka: its log and its offset outlive it. */
final class SinkUnderTest implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What outlives the process, beside the disk. */
  static final class Topics {
    final MemoryLog log = new MemoryLog();
    long committed;
    long next;
  }

  private final Path directory;
  private final Topics topics;
  private final Site site;
  private final GitSite history;
  private final Press press;

  SinkUnderTest(Path directory, Path remote, Mode mode, Topics topics) {
    this.directory = directory;
    this.topics = topics;
    this.site = Site.open(directory, Format.JEKYLL);
    this.history =
        GitSite.open(config(remote.toString(), mode), site, Clock.systemUTC(), new Random(42));
    boolean isNew = site.isNew();
    Ledger ledger = topics.log.restored(isNew ? 0 : topics.committed);
    site.markKnown();
    this.press = new Press(SinkUnderTest::text, site, ledger, topics.log);
    site.follow(history);
    press.recover();
  }

  static GitConfig config(String remote, Mode mode) {
    return new GitConfig(
        remote,
        "main",
        mode,
        new Author("Roundup", "roundup@example.org"),
        "git",
        "",
        Duration.ZERO);
  }

  /** The location is the whole post: paragraphs that are blocks of their own. */
  static RenderedPost text(Roundup roundup) {
    return new RenderedPost(roundup.getLocation() + "\n", List.of());
  }

  List<Outcome> publish(Roundup... roundups) {
    List<Edition> editions = new ArrayList<>();
    for (Roundup roundup : roundups) {
      editions.add(new Edition(roundup, 0, topics.next++));
    }
    List<Outcome> outcomes = press.publish(editions);
    press.takeAlong(editions);
    topics.committed = topics.next;
    return outcomes;
  }

  /** As when the process dies between the move and the commit. */
  void writeWithoutCommit(Roundup roundup) {
    press.publish(List.of(new Edition(roundup, 0, topics.next)));
  }

  /** What comes after the move. */
  void commitWritten(Roundup roundup) {
    press.takeAlong(List.of(new Edition(roundup, 0, topics.next++)));
    topics.committed = topics.next;
  }

  /** Whether it knows what the remote's branch is, in the directory or not. */
  boolean hasFetched(String branch, String commit) throws IOException {
    history.retry();
    return read(".git/refs/remotes/origin/" + branch).strip().equals(commit);
  }

  /** Whether the clone knows a branch of the remote's. */
  boolean knows(String branch) throws IOException {
    try (Git git = Git.open(directory.resolve(".git").toFile())) {
      return git.getRepository().exactRef(Refs.remote(branch)) != null;
    }
  }

  /** Until nothing is left to be pushed, or to be merged. */
  SinkUnderTest settled() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              history.retry();
              history.idle();
              return history.isPushed();
            });
    return this;
  }

  GitSite history() {
    return history;
  }

  boolean has(String path) {
    return Files.exists(directory.resolve(path));
  }

  List<String> posts() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("_posts"))) {
      return files.map(file -> "_posts/" + file.getFileName()).sorted().toList();
    }
  }

  String read(String path) throws IOException {
    return Files.readString(directory.resolve(path));
  }

  @Override
  public void close() {
    history.close();
  }
}
