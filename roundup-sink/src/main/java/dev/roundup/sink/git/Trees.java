package dev.roundup.sink.git;

import dev.roundup.sink.file.Source;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Reads and makes trees; a null tree is an empty one. */
final class Trees {
  /** Percent of its lines that a draft keeps, at the least, when it becomes a post. */
  private static final int ALIKE = 30;

  private final Repository repository;

  Trees(Repository repository) {
    this.repository = repository;
  }

  /**
   * What two trees have of one path: blobs, or null where there is no regular file.
   *
   * @param mode the mode of the file in the newer tree; of the older, where it is gone
   */
  record Change(ObjectId before, ObjectId after, FileMode mode) {}

  /** The tree of a commit or a tree; null for null. */
  ObjectId tree(ObjectId commitish) throws IOException {
    if (commitish == null) {
      return null;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseTree(commitish).copy();
    }
  }

  /** The file at a path; empty if there is none, or it is no regular file. */
  Optional<ObjectId> find(ObjectId tree, String path) throws IOException {
    if (tree == null) {
      return Optional.empty();
    }
    try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
      return walk != null && isFile(walk.getFileMode(0))
          ? Optional.of(walk.getObjectId(0))
          : Optional.empty();
    }
  }

  /** All of it in memory, however long; null for null. */
  byte[] read(ObjectId blob) throws IOException {
    return blob == null ? null : open(blob).getCachedBytes(Integer.MAX_VALUE);
  }

  /** What a file says; null for null. */
  Source source(ObjectId blob) throws IOException {
    return blob == null ? null : open(blob)::copyTo;
  }

  private ObjectLoader open(ObjectId blob) throws IOException {
    return repository.open(blob, Constants.OBJ_BLOB);
  }

  /** The name that git gives to a content. */
  static ObjectId name(byte[] content) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(Constants.OBJ_BLOB, content);
    }
  }

  /** Regular files in which two trees differ. Links and submodules are nothing here. */
  SortedMap<String, Change> between(ObjectId older, ObjectId newer) throws IOException {
    SortedMap<String, Change> changes = new TreeMap<>();
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(iterator(reader, older));
      walk.addTree(iterator(reader, newer));
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        ObjectId before = isFile(walk.getFileMode(0)) ? walk.getObjectId(0) : null;
        ObjectId after = isFile(walk.getFileMode(1)) ? walk.getObjectId(1) : null;
        if (before != null || after != null) {
          changes.put(
              walk.getPathString(),
              new Change(before, after, walk.getFileMode(after == null ? 0 : 1)));
        }
      }
    }
    return changes;
  }

  private static boolean isFile(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  private static AbstractTreeIterator iterator(ObjectReader reader, ObjectId tree)
      throws IOException {
    return tree == null ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, tree);
  }

  /** Files that were moved from one tree to the other, as far as they are still alike. */
  Map<String, String> moves(ObjectId older, ObjectId newer) throws IOException {
    RenameDetector detector = new RenameDetector(repository);
    detector.setRenameScore(ALIKE);
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(iterator(reader, older));
      walk.addTree(iterator(reader, newer));
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      detector.addAll(DiffEntry.scan(walk));
    }
    Map<String, String> moves = new TreeMap<>();
    for (DiffEntry entry : detector.compute()) {
      if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
        moves.put(entry.getOldPath(), entry.getNewPath());
      }
    }
    return moves;
  }

  /** A tree with other files; a null content takes the file away. */
  ObjectId withContents(ObjectId tree, Map<String, byte[]> contents) throws IOException {
    SortedMap<String, Change> changes = new TreeMap<>();
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        ObjectId blob =
            file.getValue() == null ? null : inserter.insert(Constants.OBJ_BLOB, file.getValue());
        changes.put(file.getKey(), new Change(null, blob, FileMode.REGULAR_FILE));
      }
      inserter.flush();
    }
    return with(tree, changes);
  }

  /** A tree to which others' changes were made. */
  ObjectId with(ObjectId tree, SortedMap<String, Change> changes) throws IOException {
    DirCache cache = DirCache.newInCore();
    try (ObjectReader reader = repository.newObjectReader();
        ObjectInserter inserter = repository.newObjectInserter()) {
      DirCacheBuilder builder = cache.builder();
      if (tree != null) {
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
      }
      builder.finish();
      DirCacheEditor editor = cache.editor();
      changes.forEach((path, change) -> editor.add(edit(path, change)));
      editor.finish();
      ObjectId changed = cache.writeTree(inserter);
      inserter.flush();
      return changed;
    }
  }

  private static DirCacheEditor.PathEdit edit(String path, Change change) {
    return change.after() == null
        ? new DirCacheEditor.DeletePath(path)
        : new DirCacheEditor.PathEdit(path) {
          @Override
          public void apply(DirCacheEntry entry) {
            entry.setObjectId(change.after());
            if (!isFile(entry.getFileMode())) {
              entry.setFileMode(change.mode());
            }
          }
        };
  }

  /** Whether a file says this; null: whether it is not there. */
  boolean says(ObjectId tree, String path, byte[] content) throws IOException {
    ObjectId there = find(tree, path).orElse(null);
    return content == null ? there == null : name(content).equals(there);
  }

  /** Whether two trees are the same. */
  static boolean same(ObjectId one, ObjectId other) {
    return one == null ? other == null : one.equals(other);
  }
}
