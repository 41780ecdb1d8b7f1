package dev.roundup.sink.git;

import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.git.GitConfig.Mode;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was committed here, and how what others pushed gets into it. In review mode the branch of
 * the site is the remote's alone, and each meetup has one of its own beside it.
 */
final class Branches {
  private static final Logger LOG = LoggerFactory.getLogger(Branches.class);

  private final Clone clone;
  private final GitConfig config;
  private final Clock clock;
  private final Repository repository;
  private final Trees trees;
  private final BlockMerge merge;
  private final Set<String> told = new TreeSet<>();

  /**
   * In review mode, the site's branch as it was taken in last. The remote's may have moved on
   * since: a post made from what the directory shows must not be committed on top of that.
   */
  private volatile ObjectId reviewed;

  Branches(Clone clone, GitConfig config, Clock clock) {
    this.clone = clone;
    this.config = config;
    this.clock = clock;
    this.repository = clone.repository();
    this.trees = new Trees(repository);
    this.merge = new BlockMerge(repository, this::isOurs);
    this.reviewed = clone.find(Refs.remote(config.branch()));
  }

  /**
   * Brings what was fetched into the local branches.
   *
   * @param gone branches that the remote had once, and has no more
   */
  void takeIn(Set<String> gone) throws IOException {
    if (config.mode() == Mode.COMMIT) {
      takeIn(config.branch());
      return;
    }
    reviewed = clone.find(Refs.remote(config.branch()));
    for (String branch : clone.reviews()) {
      if (gone.contains(branch) && clone.find(Refs.remote(branch)) != null) {
        takeLeave(branch);
      } else {
        takeIn(branch);
        takeInBase(branch);
      }
    }
  }

  private void takeIn(String branch) throws IOException {
    ObjectId theirs = clone.find(Refs.remote(branch));
    ObjectId ours = clone.find(Refs.local(branch));
    ObjectId seen = clone.find(Refs.seen(branch));
    if (theirs == null || theirs.equals(seen)) {
      return;
    }
    if (ours == null || ours.equals(seen)) {
      advance(branch, theirs); // nothing of ours is open: whatever they did, we follow
    } else if (seen == null || isMerged(seen, theirs)) {
      ObjectId merged = merged(branch, ours, theirs, branch);
      if (merged == null) {
        return;
      }
      advance(branch, merged);
    } else {
      // they wrote their history anew: what is open goes on top of it
      ObjectId moved = moved(branch, seen, ours, theirs);
      if (moved == null) {
        return;
      }
      advance(branch, moved);
    }
    clone.set(Refs.seen(branch), theirs, "roundup: took in");
  }

  private void advance(String branch, ObjectId head) {
    clone.set(Refs.local(branch), head, "roundup: took in what others pushed");
  }

  /** Brings the branch of the site into one under review. */
  private void takeInBase(String branch) throws IOException {
    ObjectId ours = clone.find(Refs.local(branch));
    ObjectId base = base();
    if (ours != null && base != null && !isMerged(ours, base)) {
      ObjectId merged = merged(branch, ours, base, config.branch());
      if (merged != null) {
        advance(branch, merged);
      }
    }
  }

  /** Somebody deleted a branch: its post is what the site's branch says, and what is open here. */
  private void takeLeave(String branch) throws IOException {
    ObjectId ours = clone.find(Refs.local(branch));
    ObjectId theirs = clone.find(Refs.remote(branch));
    ObjectId base = base();
    if (ours == null || isMerged(ours, theirs) || isMerged(ours, base)) {
      clone.remove(Refs.local(branch));
    } else {
      ObjectId open = moved(branch, mergeBase(ours, theirs), ours, base);
      if (open == null) {
        return;
      }
      advance(branch, open);
    }
    clone.remove(Refs.remote(branch));
    clone.remove(Refs.seen(branch));
  }

  /** Null, and told, if that takes a person. */
  private ObjectId merged(String branch, ObjectId ours, ObjectId theirs, String from)
      throws IOException {
    if (isMerged(theirs, ours)) {
      return ours;
    }
    if (isMerged(ours, theirs)) {
      return theirs;
    }
    BlockMerge.Result result = merge.merge(mergeBase(ours, theirs), ours, theirs);
    if (result.tree() == null) {
      tellConflict(branch, result.conflicts());
      return null;
    }
    String subject =
        branch.equals(from) ? "Merge what others pushed to " + branch : "Merge " + from;
    return commit(result.tree(), List.of(ours, theirs), Message.ofMerge(subject, result.kept()));
  }

  private ObjectId moved(String branch, ObjectId seen, ObjectId ours, ObjectId onto)
      throws IOException {
    BlockMerge.Result result = merge.mergeFrom(seen, ours, onto);
    if (result.tree() == null) {
      tellConflict(branch, result.conflicts());
      return null;
    }
    if (result.tree().equals(trees.tree(onto))) {
      return onto;
    }
    return commit(
        result.tree(),
        List.of(onto),
        Message.ofMerge("Posts that were not pushed yet", result.kept()));
  }

  /** On the site's branch, all that is open here is Roundup's; on others, people write, too. */
  private boolean isOurs(String path) {
    return config.mode() == Mode.COMMIT || path.startsWith(Ledger.REPORTS);
  }

  private void tellConflict(String branch, List<String> conflicts) {
    if (told.add(branch + conflicts)) {
      LOG.warn(
          "what others pushed cannot be merged by itself, because both sides changed the same"
              + " places of files that are no posts; merge it by hand branch={} files={}",
          branch,
          conflicts);
    }
  }

  /** The tree that the directory is to show: the site as it would be with every review accepted. */
  ObjectId site() throws IOException {
    ObjectId tree = trees.tree(base());
    if (config.mode() == Mode.REVIEW) {
      for (String branch : clone.reviews()) {
        ObjectId head = clone.find(Refs.local(branch));
        if (head != null && !isMerged(head, base())) {
          ObjectId begin = trees.tree(mergeBase(head, base()));
          tree = trees.with(tree, trees.between(begin, trees.tree(head)));
        }
      }
    }
    return tree;
  }

  private ObjectId base() {
    return config.mode() == Mode.COMMIT ? clone.find(Refs.local(config.branch())) : reviewed;
  }

  /** Commits files of one meetup; of several, without an id, where there are no reviews. */
  void commit(String meetupId, Map<String, byte[]> contents, String message) throws IOException {
    String branch = config.mode() == Mode.COMMIT ? config.branch() : Refs.review(meetupId);
    ObjectId head = clone.find(Refs.local(branch));
    if (config.mode() == Mode.REVIEW && (head == null || isMerged(head, base()))) {
      head = base();
    }
    ObjectId tree = trees.withContents(trees.tree(head), contents);
    if (!tree.equals(trees.tree(head))) {
      ObjectId commit = commit(tree, head == null ? List.of() : List.of(head), message);
      clone.set(Refs.local(branch), commit, "roundup: " + meetupId);
    }
  }

  private ObjectId commit(ObjectId tree, List<ObjectId> parents, String message)
      throws IOException {
    PersonIdent author =
        new PersonIdent(
            config.author().name(), config.author().mail(), clock.instant(), clock.getZone());
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(author);
    commit.setCommitter(author);
    commit.setMessage(message);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /** Local branches that the remote does not have as they are, and can have without force. */
  Collection<String> open(Set<String> gone) throws IOException {
    Set<String> open = new TreeSet<>();
    Set<String> branches = config.mode() == Mode.COMMIT ? Set.of(config.branch()) : clone.reviews();
    for (String branch : branches) {
      ObjectId ours = clone.find(Refs.local(branch));
      ObjectId theirs = clone.find(Refs.remote(branch));
      boolean deleted = config.mode() == Mode.REVIEW && gone.contains(branch);
      boolean news = ours != null && !ours.equals(theirs) && !deleted;
      if (news && !isMerged(ours, base(branch)) && (theirs == null || isMerged(theirs, ours))) {
        open.add(branch);
      }
    }
    return open;
  }

  /** Branches that the remote did not have, when it was asked last, as they are here. */
  List<String> unpushed() {
    return branches().stream()
        .filter(
            branch -> {
              ObjectId ours = clone.find(Refs.local(branch));
              return ours != null && !ours.equals(clone.find(Refs.remote(branch)));
            })
        .toList();
  }

  private Set<String> branches() {
    return config.mode() == Mode.COMMIT ? Set.of(config.branch()) : clone.reviews();
  }

  /** What a branch need not be pushed for, because it has nothing else. */
  private ObjectId base(String branch) {
    return branch.equals(config.branch()) ? null : base();
  }

  private ObjectId mergeBase(ObjectId one, ObjectId other) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      RevCommit base = walk.next();
      return base == null ? null : base.copy();
    }
  }

  private boolean isMerged(ObjectId older, ObjectId newer) throws IOException {
    if (older == null || newer == null) {
      return false;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(older), walk.parseCommit(newer));
    }
  }
}
