package dev.roundup.sink.file;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Moves by the system's own call, which Linux and macOS have, and most of their file systems. */
final class SystemMover implements Mover {
  private static final int ENOENT = 2;
  private static final int EEXIST = 17;

  /**
   * EINVAL, ENOTSUP of macOS, ENOSYS and EOPNOTSUPP of Linux: this file system has no such call.
   */
  private static final Set<Integer> NOT_HERE = Set.of(22, 45, 38, 95);

  private static final Mover PORTABLE = new PortableMover();

  private final Rename rename;
  private final int exclusive;
  private final int swapping;

  private SystemMover(Rename rename, int exclusive, int swapping) {
    this.rename = rename;
    this.exclusive = exclusive;
    this.swapping = swapping;
  }

  private interface Linux extends Library {
    int renameat2(int fromDirectory, String from, int toDirectory, String to, int flags)
        throws LastErrorException;
  }

  private interface Mac extends Library {
    int renamex_np(String from, String to, int flags) throws LastErrorException;
  }

  @FunctionalInterface
  private interface Rename {
    void call(String from, String to, int flags) throws LastErrorException;
  }

  /** The best there is on this system. */
  static Mover find() {
    return load().<Mover>map(mover -> mover).orElse(PORTABLE);
  }

  private static Optional<SystemMover> load() {
    try {
      Map<String, ?> names =
          Map.of(Library.OPTION_STRING_ENCODING, System.getProperty("sun.jnu.encoding", "UTF-8"));
      if (Platform.isLinux()) {
        Linux linux = Native.load("c", Linux.class, names);
        // absolute paths: the directories do not matter
        return Optional.of(
            new SystemMover((from, to, flags) -> linux.renameat2(-1, from, -1, to, flags), 1, 2));
      }
      if (Platform.isMac()) {
        Mac mac = Native.load("c", Mac.class, names);
        return Optional.of(new SystemMover(mac::renamex_np, 4, 2));
      }
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.empty(); // no native code may be loaded here
    }
  }

  @Override
  public void create(Path from, Path to) throws IOException {
    if (!isDone(from, to, exclusive)) {
      PORTABLE.create(from, to);
    }
  }

  @Override
  public void swap(Path one, Path other) throws IOException {
    if (!isDone(one, other, swapping)) {
      PORTABLE.swap(one, other);
    }
  }

  private boolean isDone(Path from, Path to, int flags) throws IOException {
    try {
      rename.call(from.toString(), to.toString(), flags);
      return true;
    } catch (LastErrorException e) {
      if (NOT_HERE.contains(e.getErrorCode())) {
        return false;
      }
      throw switch (e.getErrorCode()) {
        case ENOENT -> new NoSuchFileException(from.toString(), to.toString(), e.getMessage());
        case EEXIST -> new FileAlreadyExistsException(to.toString());
        default -> new FileSystemException(from.toString(), to.toString(), e.getMessage());
      };
    } catch (UnsatisfiedLinkError e) {
      return false; // an old C library
    }
  }
}
