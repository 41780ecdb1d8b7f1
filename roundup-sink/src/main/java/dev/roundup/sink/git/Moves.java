package dev.roundup.sink.git;

import dev.roundup.sink.file.Incoming;
import dev.roundup.sink.file.Ledger;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Where posts went: from a draft to a post, or to another date. A post may have little in common
 * with its draft; but one commit of a meetup takes away the one and brings the other.
 */
final class Moves {
  private final Repository repository;
  private final Trees trees;

  Moves(Repository repository) {
    this.repository = repository;
    this.trees = new Trees(repository);
  }

  /** Where each post that was moved since the base is in our commit, by where it was. */
  Map<String, String> since(ObjectId base, ObjectId ours) throws IOException {
    Map<String, String> moves = new HashMap<>(trees.moves(trees.tree(base), trees.tree(ours)));
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(ours));
      if (base != null) {
        walk.markUninteresting(walk.parseCommit(base));
      }
      for (RevCommit commit : walk) {
        if (commit.getParentCount() == 1) {
          add(moves, trees.between(trees.tree(commit.getParent(0)), trees.tree(commit)));
        }
      }
    }
    return moves;
  }

  /** The newest commit comes first: what it moved is where an earlier one's move ends. */
  private static void add(Map<String, String> moves, Map<String, Trees.Change> changes) {
    List<String> gone = posts(changes, false);
    List<String> come = posts(changes, true);
    if (gone.size() == 1 && come.size() == 1) {
      moves.put(gone.get(0), moves.getOrDefault(come.get(0), come.get(0)));
    }
  }

  private static List<String> posts(Map<String, Trees.Change> changes, boolean come) {
    return changes.entrySet().stream()
        .filter(change -> (come ? change.getValue().before() : change.getValue().after()) == null)
        .map(Map.Entry::getKey)
        .filter(path -> Incoming.isPost(path) && !path.startsWith(Ledger.REPORTS))
        .toList();
  }
}
