package dev.roundup.sink.file;

import dev.roundup.sink.file.Plan.Found;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes of a site's posts. What is replaced or taken out is kept beside its place, under the name
 * of its owner, until somebody has looked through it.
 */
final class Replacements {
  /** What was replaced; for the moment of the change itself, what replaces it. */
  static final String REPLACED = ".roundup-old";

  private final Site site;
  private final Mover mover;
  private final Exchange exchange;

  Replacements(Site site, Mover mover) {
    this.site = site;
    this.mover = mover;
    this.exchange = new Exchange(mover);
  }

  /**
   * Writes a file whole in the place of the expected one. What it replaces is kept beside it until
   * {@link #forget}: somebody may have it open, and save into it.
   *
   * @param expected the fingerprint of what is there; empty for nothing
   * @return false if something else is there; then it stays
   */
  boolean put(String path, byte[] content, String owner, Optional<String> expected) {
    Path file = site.resolve(path);
    site.history().touched(path);
    try {
      Path next = Site.beside(file.getParent(), owner, REPLACED);
      mover.replace(Site.written(file, content, owner), next);
      site.touched(file.getParent());
      return exchange.put(next, content, file, expected);
    } catch (IOException e) {
      throw Site.failure("written", file, e);
    }
  }

  /**
   * Takes the expected file out of its place, as one that was replaced.
   *
   * @return false if something else is there; then it stays
   */
  boolean take(String path, String owner, String expected) {
    Path file = site.resolve(path);
    site.history().touched(path);
    site.touched(file.getParent());
    try {
      return exchange.take(file, Site.beside(file.getParent(), owner, REPLACED), expected);
    } catch (IOException e) {
      throw Site.failure("deleted", file, e);
    }
  }

  /** The owner's file that was replaced in the directory of a path. */
  Optional<Found> find(String path, String owner) {
    return site.find(sibling(path, owner));
  }

  void forget(String path, String owner) {
    site.delete(sibling(path, owner));
  }

  /**
   * Puts what was replaced back into its place.
   *
   * @return false if what is there is not the expected file; then nothing has changed
   */
  boolean bringBack(String path, String owner, String expected) {
    Path file = site.resolve(path);
    site.history().touched(path);
    site.touched(file.getParent());
    try {
      return exchange.bringBack(Site.beside(file.getParent(), owner, REPLACED), file, expected);
    } catch (IOException e) {
      throw Site.failure("written", file, e);
    }
  }

  /** Gives what was replaced a lasting name; returns its path. */
  String setAside(String path, String owner, String lasting) {
    Path file = site.resolve(lasting);
    site.history().touched(lasting);
    site.touched(file.getParent());
    try {
      mover.replace(site.resolve(sibling(path, owner)), file);
      return lasting;
    } catch (IOException e) {
      throw Site.failure("written", file, e);
    }
  }

  private static String sibling(String path, String owner) {
    return path.substring(0, path.lastIndexOf('/') + 1) + "." + owner + REPLACED;
  }

  /** Whose replaced files are still there. */
  Set<String> owners() {
    Set<String> owners = new TreeSet<>();
    for (String name : site.directories()) {
      Path directory = site.directory(name);
      if (!Files.isDirectory(directory)) {
        continue;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".*" + REPLACED)) {
        for (Path file : files) {
          String hidden = file.getFileName().toString();
          owners.add(hidden.substring(1, hidden.length() - REPLACED.length()));
        }
      } catch (IOException e) {
        throw Site.failure("read", directory, e);
      }
    }
    return owners;
  }
}
