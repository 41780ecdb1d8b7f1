package dev.roundup.sink.git;

import dev.roundup.sink.file.DiskFailure;
import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The repository that people push to. */
final class Remote {
  private static final int TIMEOUT_SECONDS = 30;

  private final Clone clone;
  private final Git git;
  private final Repository repository;
  private final GitConfig config;
  private final String receivePack;

  Remote(Clone clone, GitConfig config) {
    this.clone = clone;
    this.repository = clone.repository();
    this.git = Git.wrap(repository);
    this.config = config;
    this.receivePack = receivePack();
  }

  /** A repository on this disk has its hooks run by git alone: where git is, it takes the push. */
  private static String receivePack() {
    String name = RemoteConfig.DEFAULT_RECEIVE_PACK;
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
        .map(directory -> new File(directory, name))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst()
        .orElse(name);
  }

  /**
   * Asks what others pushed.
   *
   * @return branches that the remote had once, and has no more
   * @throws GitAPIException if it does not answer, or has lost the site's branch
   */
  Set<String> fetch() throws GitAPIException {
    FetchResult result = with(git.fetch().setTagOpt(TagOpt.NO_TAGS)).call();
    Set<String> gone = gone(result);
    if (gone.contains(config.branch())) {
      // a disk that was just taken away looks like this, too: it must not pass for a clean-up
      throw new TransportException("it has no branch " + config.branch() + " any more");
    }
    List<String> others = gone.stream().filter(branch -> !branch.startsWith(Refs.REVIEW)).toList();
    if (!others.isEmpty()) {
      // until "fix" is forgotten "fix/typo" cannot come, and with it nothing else that is new
      others.forEach(branch -> clone.remove(Refs.remote(branch)));
      return fetch();
    }
    for (TrackingRefUpdate update : result.getTrackingRefUpdates()) {
      requireTaken(update);
    }
    return gone;
  }

  private static void requireTaken(TrackingRefUpdate update) throws TransportException {
    switch (update.getResult()) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      default ->
          throw new TransportException(
              "%s cannot be taken into the clone: %s"
                  .formatted(update.getRemoteName(), update.getResult()));
    }
  }

  private Set<String> gone(FetchResult result) {
    String prefix = Refs.remote("");
    Set<String> gone = new TreeSet<>();
    for (Ref ref : tracked(prefix)) {
      String branch = ref.getName().substring(prefix.length());
      if (result.getAdvertisedRef(Refs.local(branch)) == null) {
        gone.add(branch);
      }
    }
    return gone;
  }

  private Collection<Ref> tracked(String prefix) {
    try {
      return repository.getRefDatabase().getRefsByPrefix(prefix);
    } catch (java.io.IOException e) {
      throw DiskFailure.of("read", repository.getDirectory().toPath(), e);
    }
  }

  /**
   * Pushes branches, never by force.
   *
   * @return why, by branch, for those that were not taken
   */
  SortedMap<String, String> push(Collection<String> branches) throws GitAPIException {
    List<RefSpec> specs =
        branches.stream()
            .map(branch -> new RefSpec(Refs.local(branch) + ":" + Refs.local(branch)))
            .toList();
    SortedMap<String, String> refused = new TreeMap<>();
    for (PushResult result :
        with(git.push().setRefSpecs(specs).setReceivePack(receivePack)).call()) {
      for (RemoteRefUpdate update : result.getRemoteUpdates()) {
        if (update.getStatus() != Status.OK && update.getStatus() != Status.UP_TO_DATE) {
          String branch = update.getRemoteName().substring(Constants.R_HEADS.length());
          refused.put(branch, reason(update, result.getMessages()));
        }
      }
    }
    return refused;
  }

  private static String reason(RemoteRefUpdate update, String messages) {
    String reason = update.getMessage() == null ? update.getStatus().name() : update.getMessage();
    String said = messages.strip().replaceAll("\\s+", " ");
    return said.isEmpty() ? reason : reason + ": " + said;
  }

  private <C extends TransportCommand<C, ?>> C with(C command) {
    command.setTimeout(TIMEOUT_SECONDS);
    if (!config.token().isEmpty()) {
      command.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(config.user(), config.token()));
    }
    return command;
  }

  /** Where it is, for people; without what is secret. */
  String name() {
    return config.remote();
  }
}
