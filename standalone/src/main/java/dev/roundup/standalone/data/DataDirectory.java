package dev.roundup.standalone.data;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A directory that one process holds at a time. The operating system lets go of the lock when the
 * process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {
  /** The file that is locked; its text is the id of the process that holds the directory. */
  private static final String LOCK = "lock";

  private static final String DISPOSABLE = ".roundup-demo";
  private static final String DISPOSABLE_TEXT =
      """
      `roundup demo` made this directory, and the next one empties it. `roundup up` on it deletes
      this file: from then on somebody keeps things here.
      """;

  /** Beyond the process id, which others shall be able to read while the lock is held. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the directory if there is none, and holds it.
   *
   * @throws Failure {@link ExitCode#BUSY} if another process holds it
   */
  public static DataDirectory hold(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      FileChannel channel =
          FileChannel.open(
              absolute.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw busy(absolute);
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
      return new DataDirectory(absolute, channel);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CONFIGURATION, "The data directory " + absolute + " is of no use: " + e, e);
    }
  }

  /** Whether nobody keeps anything in a directory: a demo made it, and the next one empties it. */
  public static boolean isDisposable(Path path) {
    return Files.exists(path.resolve(DISPOSABLE));
  }

  /** Says of a directory that nobody keeps anything in it. */
  public static void markDisposable(Path path) throws IOException {
    Files.writeString(path.resolve(DISPOSABLE), DISPOSABLE_TEXT);
  }

  /** From now on, somebody keeps things here. */
  public void keep() {
    try {
      Files.deleteIfExists(path.resolve(DISPOSABLE));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CONFIGURATION, "The data directory " + path + " is of no use: " + e, e);
    }
  }

  /** Whether a file is about a directory itself, and no data. */
  public static boolean isOwn(Path directory, Path file) {
    return file.equals(directory.resolve(LOCK)) || file.equals(directory.resolve(DISPOSABLE));
  }

  /** A file or directory in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** Its absolute path. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) { // held by this very process
      return false;
    }
  }

  private static Failure busy(Path path) throws IOException {
    String holder = Files.readString(path.resolve(LOCK), StandardCharsets.US_ASCII).strip();
    return new Failure(
        ExitCode.BUSY,
        "The data directory %s is in use by process %s. Stop that one, or choose another directory."
            .formatted(path, holder.isEmpty() ? "(unknown)" : holder));
  }
}
