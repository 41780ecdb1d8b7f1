package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of a site's posts. What is replaced or taken out is kept beside its place, under the name
 * of its owner, until somebody has looked through it.
 */
final class Replacements {
  /** What was replaced; for the moment of the change itself, what replaces it. */
  static final String REPLACED = ".roundup-old";

  private static final Logger LOG = LoggerFactory.getLogger(Replacements.class);

  private final SiteDirectory directory;
  private final SiteReader reader;
  private final SiteWriter writer;
  private final Mover mover;
  private final Exchange exchange;

  Replacements(SiteDirectory directory, SiteReader reader, SiteWriter writer, Mover mover) {
    this.directory = directory;
    this.reader = reader;
    this.writer = writer;
    this.mover = mover;
    this.exchange = new Exchange(mover);
  }

  /** As the other, with what is in memory. */
  boolean put(String path, byte[] content, String owner, Optional<String> expected) {
    return put(path, Source.of(content), owner, expected);
  }

  /** Writes a file and puts it into its place: {@link #write}, and then {@link #putWritten}. */
  boolean put(String path, Source content, String owner, Optional<String> expected) {
    write(path, content, owner);
    return putWritten(path, content, owner, expected);
  }

  /**
   * Writes a file whole beside its place, and forces it to the disk. For several threads at once,
   * each with an owner of its own.
   */
  void write(String path, Source content, String owner) {
    Path file = directory.resolve(path);
    try {
      DurableFiles.write(SiteWriter.onItsWay(file, owner), content);
    } catch (IOException e) {
      throw DiskFailure.of("written", file, e);
    }
  }

  /**
   * Puts what was written into the place of the expected file. What it replaces is kept beside it
   * until {@link #forget}: somebody may have it open, and save into it. If somebody tidied away
   * what was written, such as another sink that took over, it is written anew.
   *
   * @param expected the fingerprint of what is there; empty for nothing
   * @return false if something else is there; then it stays
   */
  boolean putWritten(String path, Source content, String owner, Optional<String> expected) {
    Path file = directory.resolve(path);
    writer.history().touched(path);
    try {
      Path next = SiteWriter.beside(file.getParent(), owner, REPLACED);
      Path onItsWay = SiteWriter.onItsWay(file, owner);
      try {
        mover.replace(onItsWay, next);
      } catch (NoSuchFileException tidiedAway) {
        DurableFiles.write(onItsWay, content);
        mover.replace(onItsWay, next);
      }
      writer.changed(file.getParent());
      return exchange.put(next, content, file, expected);
    } catch (IOException e) {
      throw DiskFailure.of("written", file, e);
    }
  }

  /**
   * Takes the expected file out of its place, as one that was replaced.
   *
   * @return false if something else is there; then it stays
   */
  boolean take(String path, String owner, String expected) {
    Path file = directory.resolve(path);
    writer.history().touched(path);
    writer.changed(file.getParent());
    try {
      return exchange.take(file, SiteWriter.beside(file.getParent(), owner, REPLACED), expected);
    } catch (IOException e) {
      throw DiskFailure.of("deleted", file, e);
    }
  }

  /** The fingerprint of the owner's file that was replaced in the directory of a path. */
  Optional<String> find(String path, String owner) {
    String replaced = sibling(path, owner);
    finishSwap(directory.resolve(replaced));
    return reader.fingerprint(replaced);
  }

  void forget(String path, String owner) {
    writer.delete(sibling(path, owner));
  }

  /**
   * Puts what was replaced back into its place.
   *
   * @return false if what is there is not the expected file; then nothing has changed
   */
  boolean bringBack(String path, String owner, String expected) {
    Path file = directory.resolve(path);
    writer.history().touched(path);
    writer.changed(file.getParent());
    try {
      return exchange.bringBack(
          SiteWriter.beside(file.getParent(), owner, REPLACED), file, expected);
    } catch (IOException e) {
      throw DiskFailure.of("written", file, e);
    }
  }

  /**
   * What a crash left of an owner's change is given up if it is known, and else kept: somebody had
   * saved it just before.
   *
   * @param isKnown tells by its fingerprint whether it has nobody's words
   */
  void salvage(String path, String owner, Predicate<String> isKnown) {
    Optional<String> left = find(path, owner);
    if (left.filter(isKnown).isPresent()) {
      forget(path, owner);
    } else if (left.isPresent()) {
      String aside = setAside(path, owner, left.get());
      LOG.warn("what was saved just before a crash is kept path={} kept={}", path, aside);
    }
  }

  /** Gives what was replaced, of this fingerprint, a lasting name; returns its path. */
  String setAside(String path, String owner, String fingerprint) {
    String lasting = Reports.DIRECTORY + "/" + owner + "." + fingerprint.substring(0, 8) + ".md";
    Path file = directory.resolve(lasting);
    writer.history().touched(lasting);
    writer.changed(file.getParent());
    try {
      mover.replace(directory.resolve(sibling(path, owner)), file);
      return lasting;
    } catch (IOException e) {
      throw DiskFailure.of("written", file, e);
    }
  }

  /** Ends what a crash left of a swap in steps. */
  private void finishSwap(Path replaced) {
    Path aside = replaced.resolveSibling(replaced.getFileName() + PortableMover.ASIDE);
    try {
      if (Files.exists(replaced)) {
        Files.deleteIfExists(aside); // nothing was replaced yet
      } else if (Files.exists(aside)) {
        mover.replace(aside, replaced);
      }
    } catch (IOException e) {
      throw DiskFailure.of("put in order", replaced, e);
    }
  }

  private static String sibling(String path, String owner) {
    return path.substring(0, path.lastIndexOf('/') + 1) + "." + owner + REPLACED;
  }

  /** Whose replaced files are still there. */
  Set<String> owners() {
    Set<String> owners = new TreeSet<>();
    for (String path : reader.posts(".*" + REPLACED + "*")) {
      owners.add(path.substring(path.lastIndexOf('/') + 2, path.lastIndexOf(REPLACED)));
    }
    return owners;
  }
}
