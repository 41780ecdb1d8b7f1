package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts files into the site and takes them out, by what they should replace. To look first and move
 * then would leave a gap in which a save is lost; so it moves first, looks at what came out, and
 * puts that back if it is not what was expected.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Mover mover;

  Exchange(Mover mover) {
    this.mover = mover;
  }

  /**
   * Puts the file next in its place. If it replaced something, that is what next is now.
   *
   * @param content what the file next holds
   * @param expected what should be there: its fingerprint; empty for nothing
   * @return false if something else is there; then next is gone
   */
  boolean put(Path next, Source content, Path file, Optional<String> expected) throws IOException {
    try {
      if (expected.isEmpty()) {
        mover.create(next, file);
        return true;
      }
      mover.swap(next, file);
      if (Fingerprint.of(next).equals(expected)) {
        return true;
      }
      putBack(next, file, Fingerprint.of(content));
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      Files.deleteIfExists(next); // somebody made or deleted the file
    }
    return false;
  }

  /** What somebody saved before our file came goes back, unless they saved again since. */
  private void putBack(Path theirs, Path file, String ours) throws IOException {
    Optional<String> there = Optional.of(ours);
    Optional<String> save = Fingerprint.of(theirs);
    while (swap(theirs, file)) {
      Optional<String> out = Fingerprint.of(theirs);
      if (out.equals(there)) {
        break;
      }
      there = save; // a later save came out, and goes back in turn
      save = out;
    }
    Files.deleteIfExists(theirs);
  }

  /**
   * Gives a save its place.
   *
   * @return false if nothing was there any more, so that nothing came out
   */
  private boolean swap(Path save, Path file) throws IOException {
    while (true) {
      try {
        mover.swap(save, file);
        return true;
      } catch (NoSuchFileException e) {
        LOG.debug("A file was taken away, as some editors do before they save. file={}", file);
      }
      try {
        mover.create(save, file);
        return false;
      } catch (FileAlreadyExistsException e) {
        LOG.debug("A file is back already. file={}", file);
      }
    }
  }

  /**
   * Puts what was replaced back.
   *
   * @return false if what is there is not the expected file; then nothing has changed
   */
  boolean bringBack(Path replaced, Path file, String expected) throws IOException {
    if (!Fingerprint.of(file).equals(Optional.of(expected))) {
      return false;
    }
    if (swap(replaced, file)) {
      if (!Fingerprint.of(replaced).equals(Optional.of(expected))) {
        return !swap(replaced, file);
      }
      Files.delete(replaced);
    }
    return true;
  }

  /**
   * Takes a file out of its place, to the name aside.
   *
   * @return false if it is not the expected one; then it stays
   */
  boolean take(Path file, Path aside, String expected) throws IOException {
    try {
      mover.replace(file, aside);
    } catch (NoSuchFileException e) {
      return true;
    }
    if (Fingerprint.of(aside).equals(Optional.of(expected))) {
      return true;
    }
    try {
      mover.create(aside, file);
    } catch (FileAlreadyExistsException e) {
      Files.delete(aside); // saved once more, whole
    }
    return false;
  }
}
