package dev.roundup.streams;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The directory of one instance of the processor, held as long as it runs. It keeps the instance's
 * id, by which Kafka knows it again after a restart.
 */
public final class InstanceDirectory implements AutoCloseable {
  private final Path directory;
  private final FileChannel lock;
  private final String instanceId;

  private InstanceDirectory(Path directory, FileChannel lock, String instanceId) {
    this.directory = directory;
    this.lock = lock;
    this.instanceId = instanceId;
  }

  /**
   * Takes the directory, and makes it if it is missing.
   *
   * @throws Failure if another process has it, or it cannot be written
   */
  public static InstanceDirectory take(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("instance.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new Failure(
            ExitCode.BUSY,
            "The state directory "
                + directory.toAbsolutePath()
                + " is in use by another process. Stop that one, or choose another directory with"
                + " state.dir.");
      }
      return new InstanceDirectory(directory, channel, instanceId(directory));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "The state directory " + directory.toAbsolutePath() + " cannot be used: " + e,
          e);
    }
  }

  /** The same at every start with this directory. */
  public String instanceId() {
    return instanceId;
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  private static String instanceId(Path directory) throws IOException {
    Path file = directory.resolve("instance-id");
    // a file without content is what a power failure may leave
    if (!Files.exists(file) || Files.readString(file).isBlank()) {
      Path draft = directory.resolve("instance-id.new");
      Files.writeString(draft, "roundup-" + UUID.randomUUID());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).trim();
  }
}
