package dev.roundup.sink.git;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.sink.file.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;

/** The sink's own bare clone, held by one sink at a time. */
final class Clone implements AutoCloseable {
  private static final String DIRECTORY = ".git";
  private static final String SECTION = "roundup";
  private static final String MADE_HERE = "clone";

  private final Repository repository;
  private final FileChannel lock;

  private Clone(Repository repository, FileChannel lock) {
    this.repository = repository;
    this.lock = lock;
  }

  /**
   * Opens the clone in a site's directory, or makes an empty one where there is none.
   *
   * @throws Failure if the directory holds something else, or another sink uses it
   */
  static Clone open(Path site, GitConfig config) {
    Path directory = site.resolve(DIRECTORY);
    try {
      if (!Files.exists(directory)) {
        refuseUnlessEmpty(site, config);
      }
      Repository repository = repository(directory, config);
      try {
        checkOrigin(repository, site, config);
        FileChannel lock = lock(directory, site);
        removeStaleLocks(directory);
        return new Clone(repository, lock);
      } catch (RuntimeException | IOException e) {
        repository.close();
        throw e;
      }
    } catch (IOException e) {
      throw DiskFailure.of("opened", directory, e);
    }
  }

  private static void refuseUnlessEmpty(Path site, GitConfig config) throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      if (files.allMatch(Files::isDirectory)) {
        return;
      }
    }
    throw new Failure(
        ExitCode.CONFIGURATION,
        site
            + " is not empty, and is no clone that Roundup made of "
            + config.remote()
            + ". Let "
            + Key.SITE_DIR.key()
            + " name a new directory: Roundup clones the repository into it.");
  }

  private static Repository repository(Path directory, GitConfig config) throws IOException {
    if (Files.exists(directory)) {
      return Git.open(directory.toFile()).getRepository();
    }
    // under another name until it is whole
    Path onItsWay = directory.resolveSibling(DIRECTORY + ".roundup-tmp");
    deleteAll(onItsWay);
    try (Git git =
        Git.init()
            .setBare(true)
            .setGitDir(onItsWay.toFile())
            .setInitialBranch(config.branch())
            .call()) {
      StoredConfig stored = git.getRepository().getConfig();
      stored.setString("remote", Constants.DEFAULT_REMOTE_NAME, "url", config.remote());
      stored.setString(
          "remote",
          Constants.DEFAULT_REMOTE_NAME,
          "fetch",
          "+" + Constants.R_HEADS + "*:" + Refs.remote("*"));
      stored.setBoolean(SECTION, null, MADE_HERE, true);
      stored.save();
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
    Files.move(onItsWay, directory);
    return Git.open(directory.toFile()).getRepository();
  }

  private static void checkOrigin(Repository repository, Path site, GitConfig config) {
    StoredConfig stored = repository.getConfig();
    String origin = stored.getString("remote", Constants.DEFAULT_REMOTE_NAME, "url");
    if (!stored.getBoolean(SECTION, MADE_HERE, false)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          site
              + " is a clone that Roundup did not make, and may hold work of yours. Let "
              + Key.SITE_DIR.key()
              + " name a new directory.");
    }
    if (!config.remote().equals(origin)) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          String.format(
              "%s is a clone of %s, not of %s. Let %s name another directory, or, if the"
                  + " repository has moved, say so: git -C %s remote set-url origin %s",
              site, origin, config.remote(), Key.SITE_DIR.key(), site, config.remote()));
    }
  }

  private static FileChannel lock(Path directory, Path site) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("roundup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held;
    try {
      held = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      held = false;
    }
    if (!held) {
      channel.close();
      throw new Failure(
          ExitCode.BUSY,
          "Another sink writes the clone in "
              + site
              + ". Stop it, or let "
              + Key.SITE_DIR.key()
              + " name another directory.");
    }
    return channel;
  }

  /** Nobody else writes here: a lock that is here was left by a process that was killed. */
  private static void removeStaleLocks(Path directory) throws IOException {
    List<Path> stale;
    try (Stream<Path> refs = Files.walk(directory.resolve("refs"));
        Stream<Path> others = Files.list(directory)) {
      stale =
          Stream.concat(refs, others)
              .filter(file -> file.toString().endsWith(".lock"))
              .filter(file -> !file.endsWith("roundup.lock"))
              .toList();
    }
    for (Path file : stale) {
      Files.deleteIfExists(file);
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  Repository repository() {
    return repository;
  }

  /** Where things are kept that are no part of the repository. */
  Path notes() {
    return repository.getDirectory().toPath().resolve(SECTION);
  }

  /** What a ref points to; null if there is no such ref. */
  ObjectId find(String ref) {
    try {
      Ref found = repository.exactRef(ref);
      return found == null ? null : found.getObjectId();
    } catch (IOException e) {
      throw DiskFailure.of("read", repository.getDirectory().toPath(), e);
    }
  }

  void set(String ref, ObjectId target, String why) {
    if (target.equals(find(ref))) {
      return;
    }
    try {
      RefUpdate update = repository.updateRef(ref, true);
      update.setNewObjectId(target);
      update.setRefLogMessage(why, false);
      check(ref, update.forceUpdate());
    } catch (IOException e) {
      throw DiskFailure.of("written", repository.getDirectory().toPath(), e);
    }
  }

  void remove(String ref) {
    if (find(ref) == null) {
      return;
    }
    try {
      RefUpdate update = repository.updateRef(ref, true);
      update.setForceUpdate(true);
      check(ref, update.delete());
    } catch (IOException e) {
      throw DiskFailure.of("written", repository.getDirectory().toPath(), e);
    }
  }

  private static void check(String ref, RefUpdate.Result result) throws IOException {
    switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      default -> throw new IOException(ref + ": " + result);
    }
  }

  /** The branches of posts under review, here and, when it was asked last, at the remote. */
  Set<String> reviews() {
    Set<String> branches = new TreeSet<>();
    try {
      for (String prefix : List.of(Refs.local(Refs.REVIEW), Refs.remote(Refs.REVIEW))) {
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
          branches.add(Refs.REVIEW + ref.getName().substring(prefix.length()));
        }
      }
    } catch (IOException e) {
      throw DiskFailure.of("read", repository.getDirectory().toPath(), e);
    }
    return branches;
  }

  @Override
  public void close() {
    repository.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw DiskFailure.of("closed", repository.getDirectory().toPath(), e);
    }
  }
}
