package dev.roundup.sink.git;

import dev.roundup.sink.file.Incoming;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.file.Source;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's directory as a picture of a tree: its regular files, without links and submodules. A
 * crash leaves part of them changed; the same again does the rest.
 */
final class Mirror {
  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

  private final Clone clone;
  private final Site site;
  private final Trees trees;
  private final Incoming incoming;
  private final ObjectChecker checker = new ObjectChecker();

  Mirror(Clone clone, Site site) {
    this.clone = clone;
    this.site = site;
    this.trees = new Trees(clone.repository());
    this.incoming = new Incoming(site);
  }

  /** Lets the directory show a tree; nobody's words that are only here are lost. */
  void show(ObjectId tree) throws IOException {
    ObjectId shown = clone.find(Refs.SITE);
    if (tree == null || tree.equals(shown)) {
      return;
    }
    for (Map.Entry<String, Trees.Change> file : trees.between(shown, tree).entrySet()) {
      String path = file.getKey();
      Source was = trees.source(file.getValue().before());
      Source becomes = trees.source(file.getValue().after());
      if (isSafe(path) && !incoming.bring(path, was, becomes)) {
        LOG.info("file was changed here and elsewhere, and both are kept path={}", path);
      }
    }
    site.settle();
    clone.set(Refs.SITE, tree, "roundup: shown");
  }

  /** A tree that somebody made by hand must not reach the clone itself, or leave the site. */
  private boolean isSafe(String path) {
    try {
      checker.checkPath(path);
      return true;
    } catch (CorruptObjectException e) {
      LOG.warn("file is left in the repository, because its name is not safe path={}", path);
      return false;
    }
  }
}
