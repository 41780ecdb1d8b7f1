package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Moves where the system cannot swap. What is swapped out is kept by a second name before it is
 * replaced; a file that somebody puts in its place between those two steps is lost. Where files
 * have one name only, a copy is kept, and what is saved into the file from then on is lost, too.
 */
final class PortableMover implements Mover {
  /** Behind the name of a file that is swapped in: the second name of what it replaces. */
  static final String ASIDE = "-aside";

  private final Link link;

  PortableMover() {
    this(Files::createLink);
  }

  PortableMover(Link link) {
    this.link = link;
  }

  /** How a file gets a second name. */
  @FunctionalInterface
  interface Link {
    void create(Path name, Path file) throws IOException;
  }

  @Override
  public void create(Path from, Path to) throws IOException {
    if (isLinked(to, from)) {
      Files.delete(from);
    } else {
      Files.move(from, to); // looks first: as good as it gets without links
    }
  }

  @Override
  public void swap(Path one, Path other) throws IOException {
    Path aside = one.resolveSibling(one.getFileName() + ASIDE);
    Files.deleteIfExists(aside);
    if (!isLinked(aside, other)) {
      Files.copy(other, aside);
    }
    replace(one, other);
    replace(aside, one);
  }

  /** False where there is no such thing; who may not write there at all hears it from the rest. */
  private boolean isLinked(Path name, Path file) throws IOException {
    try {
      link.create(name, file);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      return false;
    }
  }
}
