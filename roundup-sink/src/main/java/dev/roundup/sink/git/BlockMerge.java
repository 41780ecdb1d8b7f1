package dev.roundup.sink.git;

import dev.roundup.sink.file.Incoming;
import dev.roundup.sink.merge.Collision;
import dev.roundup.sink.merge.Merge;
import dev.roundup.sink.merge.Merged;
import dev.roundup.sink.post.RenderedPost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Merges two trees: posts by block, as they are merged in a directory, with the remote's side as
 * people's; every other file as git does.
 */
final class BlockMerge {
  private final Repository repository;
  private final Predicate<String> yielding;
  private final Trees trees;

  /**
   * One for a repository.
   *
   * @param yielding files other than posts that we wrote whole: where they are changed on both
   *     sides, ours is given up
   */
  BlockMerge(Repository repository, Predicate<String> yielding) {
    this.repository = repository;
    this.yielding = yielding;
    this.trees = new Trees(repository);
  }

  /**
   * What a merge came to.
   *
   * @param tree null if other files than posts were changed on both sides, in the same place
   * @param kept by path: where the remote's text was kept against ours
   * @param conflicts those other files
   */
  record Result(ObjectId tree, SortedMap<String, List<Collision>> kept, List<String> conflicts) {}

  /**
   * Merges two lines of work.
   *
   * @param base the latest commit of both; null if there is none
   * @param ours what was committed here
   * @param theirs what others pushed
   */
  Result merge(ObjectId base, ObjectId ours, ObjectId theirs) throws IOException {
    return merge(base, null, ours, theirs);
  }

  /** The same, from a commit that theirs need not have any more. */
  Result mergeFrom(ObjectId base, ObjectId ours, ObjectId theirs) throws IOException {
    return merge(base, base, ours, theirs);
  }

  private Result merge(ObjectId base, ObjectId begin, ObjectId ours, ObjectId theirs)
      throws IOException {
    ResolveMerger merger = merger(begin);
    if (!merger.merge(ours, theirs)) {
      Set<String> given = new TreeSet<>(merger.getUnmergedPaths());
      given.removeIf(path -> !Incoming.isPost(path) && !yielding.test(path));
      merger = merger(begin);
      if (!merger.merge(withTheirs(ours, theirs, given), theirs)) {
        return new Result(null, new TreeMap<>(), List.copyOf(merger.getUnmergedPaths()));
      }
    }
    return posts(base, ours, theirs, merger.getResultTreeId());
  }

  /** Git looks for the base itself unless one is given: there may be several. */
  private ResolveMerger merger(ObjectId begin) throws IOException {
    ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
    if (begin != null) {
      merger.setBase(begin);
    }
    return merger;
  }

  /** Our commit as it would be if they had written some of the files. */
  private ObjectId withTheirs(ObjectId ours, ObjectId theirs, Set<String> paths)
      throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String path : paths) {
      contents.put(path, trees.read(trees.find(trees.tree(theirs), path).orElse(null)));
    }
    try (RevWalk walk = new RevWalk(repository);
        ObjectInserter inserter = repository.newObjectInserter()) {
      RevCommit commit = walk.parseCommit(ours);
      CommitBuilder other = new CommitBuilder();
      other.setTreeId(trees.withContents(commit.getTree(), contents));
      other.setParentIds(commit.getParents());
      other.setAuthor(commit.getAuthorIdent());
      other.setCommitter(commit.getCommitterIdent());
      ObjectId id = inserter.insert(other);
      inserter.flush();
      return id;
    }
  }

  /** What git made of the posts that both sides changed is made anew. */
  private Result posts(ObjectId base, ObjectId ours, ObjectId theirs, ObjectId merged)
      throws IOException {
    ObjectId begin = trees.tree(base);
    SortedMap<String, Trees.Change> here = trees.between(begin, trees.tree(ours));
    SortedMap<String, Trees.Change> there = trees.between(begin, trees.tree(theirs));
    Map<String, String> moved = new Moves(repository).since(base, ours);
    Map<String, byte[]> contents = new TreeMap<>();
    SortedMap<String, List<Collision>> kept = new TreeMap<>();
    for (Map.Entry<String, Trees.Change> change : there.entrySet()) {
      String path = change.getKey();
      Trees.Change our = here.get(path);
      ObjectId their = change.getValue().after();
      if (our == null || !Incoming.isPost(path)) {
        continue;
      }
      String place = our.after() == null ? moved.get(path) : path;
      if (Trees.same(our.after(), their)) {
        boolean movedHere = their == null && place != null && !there.containsKey(place);
        if (movedHere && !isMoved(path, base, theirs)) {
          contents.put(place, null); // what people delete stays deleted, where we moved it, too
        }
        continue;
      }
      ObjectId placed = place == null || !here.containsKey(place) ? null : here.get(place).after();
      if (their == null) {
        contents.put(path, null); // what people delete stays deleted
      } else if (placed != null && (path.equals(place) || !there.containsKey(place))) {
        Optional<Merged> post = text(our.before(), their, placed);
        byte[] content =
            post.isPresent()
                ? post.get().text().getBytes(StandardCharsets.UTF_8)
                : trees.read(their);
        contents.put(path, null);
        contents.put(place, content);
        post.filter(text -> !text.collisions().isEmpty())
            .ifPresent(text -> kept.put(place, text.collisions()));
      } else {
        contents.put(path, trees.read(their)); // deleted here, but people worked on it
      }
    }
    ObjectId tree = contents.isEmpty() ? merged : trees.withContents(merged, contents);
    return new Result(tree, kept, List.of());
  }

  private boolean isMoved(String path, ObjectId base, ObjectId commit) throws IOException {
    return new Moves(repository).since(base, commit).containsKey(path);
  }

  /** Empty if one of them is no text: then people's is taken whole. */
  private Optional<Merged> text(ObjectId base, ObjectId people, ObjectId ours) throws IOException {
    List<String> texts = new ArrayList<>();
    for (ObjectId blob : new ObjectId[] {base, people, ours}) {
      byte[] bytes = blob == null ? new byte[0] : trees.read(blob);
      try {
        texts.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
    return Optional.of(
        Merge.of(
            new RenderedPost(texts.get(0), List.of()),
            texts.get(1),
            new RenderedPost(texts.get(2), List.of())));
  }
}
