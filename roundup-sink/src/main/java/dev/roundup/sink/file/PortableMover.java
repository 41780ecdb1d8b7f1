package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Moves where the system cannot swap. What is swapped out is kept by a second name before it is
 * replaced; a file that somebody puts in its place between those two steps is lost.
 */
final class PortableMover implements Mover {
  /** Behind the name of a file that is swapped in: the second name of what it replaces. */
  static final String ASIDE = "-aside";

  @Override
  public void create(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
      Files.delete(from);
    } catch (UnsupportedOperationException e) {
      Files.move(from, to); // looks first: as good as it gets without links
    }
  }

  @Override
  public void swap(Path one, Path other) throws IOException {
    Path aside = one.resolveSibling(one.getFileName() + ASIDE);
    Files.deleteIfExists(aside);
    try {
      Files.createLink(aside, other);
    } catch (UnsupportedOperationException e) {
      Files.copy(other, aside);
    }
    replace(one, other);
    replace(aside, one);
  }
}
