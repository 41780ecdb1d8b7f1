package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The moment a file changes for everybody who looks: the site's only step that cannot be half. */
@FunctionalInterface
interface Mover {
  /** A rename within one directory, over whatever has the name already. */
  Mover ATOMIC =
      (from, to) ->
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

  void move(Path from, Path to) throws IOException;
}
