package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The moments in which files change for everybody who looks: the site's only steps that cannot be
 * half. Each within one file system.
 */
interface Mover {
  /** Moves over whatever has the name already. */
  default void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Moves to a name that nothing has.
   *
   * @throws FileAlreadyExistsException if something has it
   */
  void create(Path from, Path to) throws IOException;

  /**
   * Two files trade places: nothing that had the name is lost, whoever put it there.
   *
   * @throws NoSuchFileException if one of them is not there
   */
  void swap(Path one, Path other) throws IOException;
}
