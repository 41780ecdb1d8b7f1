package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Changes the files of a site, whole or not at all: what is written is forced to the disk beside
 * its place, and takes that place then. The changes last for good once they are settled.
 */
final class SiteWriter {
  /** What is being written. */
  static final String ON_ITS_WAY = ".roundup-tmp";

  private final SiteDirectory directory;
  private final Mover mover;
  private final TreeSet<Path> unsettled = new TreeSet<>();
  private SiteHistory history = SiteHistory.NONE;

  SiteWriter(SiteDirectory directory, Mover mover) {
    this.directory = directory;
    this.mover = mover;
  }

  void follow(SiteHistory history) {
    this.history = history;
  }

  SiteHistory history() {
    return history;
  }

  /**
   * Writes a file of Roundup's own whole, over whatever is there. The name of the file on its way
   * is the owner's.
   */
  void write(String path, byte[] content, String owner) {
    Path file = directory.resolve(path);
    history.touched(path);
    Path onItsWay = onItsWay(file, owner);
    try {
      DurableFiles.write(onItsWay, Source.of(content));
      mover.replace(onItsWay, file);
    } catch (IOException e) {
      throw DiskFailure.of("written", file, e);
    }
    changed(file.getParent());
  }

  /** Where what an owner's file will say is written. */
  static Path onItsWay(Path file, String owner) {
    return beside(file.getParent(), owner, ON_ITS_WAY);
  }

  static Path beside(Path directory, String owner, String suffix) {
    return directory.resolve("." + owner + suffix);
  }

  /** Adds to a file, which may not be there yet, for good. */
  void append(String path, String text) {
    Path file = directory.resolve(path);
    history.touched(path);
    try {
      DurableFiles.append(file, Utf8.bytes(text));
    } catch (IOException e) {
      throw DiskFailure.of("written", file, e);
    }
    changed(file.getParent());
  }

  /** Gives a file another name in its directory, over whatever has it. */
  void rename(String path, String to) {
    Path file = directory.resolve(path);
    history.touched(path);
    history.touched(to);
    try {
      mover.replace(file, directory.resolve(to));
    } catch (IOException e) {
      throw DiskFailure.of("renamed", file, e);
    }
  }

  void delete(String path) {
    Path file = directory.resolve(path);
    history.touched(path);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw DiskFailure.of("deleted", file, e);
    }
    changed(file.getParent());
  }

  /**
   * Removes an owner's file that was on its way, and did not arrive; a directory is none of ours.
   */
  void clean(String owner) {
    try {
      for (String name : directory.ofPosts()) {
        Path onItsWay = beside(directory.at(name), owner, ON_ITS_WAY);
        if (!Files.isDirectory(onItsWay, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(onItsWay);
        }
      }
    } catch (IOException e) {
      throw DiskFailure.of("cleaned", directory.root(), e);
    }
  }

  /** A name in this directory changed: see {@link #settle}. */
  void changed(Path names) {
    unsettled.add(names);
  }

  /** Makes the moves last: after this, a power cut loses none of them. */
  void settle() {
    unsettled.forEach(SiteWriter::force);
    unsettled.clear();
  }

  /** Makes the names in a directory last. */
  static void force(Path names) {
    try {
      DurableFiles.force(names);
    } catch (IOException e) {
      throw DiskFailure.of("made to last", names, e);
    }
  }
}
