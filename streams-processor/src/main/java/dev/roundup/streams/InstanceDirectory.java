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
import org.apache.kafka.common.utils.Utils;

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
      throw unusable(directory, e);
    }
  }

  /**
   * Deletes an application's local state unless it was made since the topics that follow from the
   * log were. A reset elsewhere deletes those topics, but cannot reach this directory; what is left
   * here would no longer agree with the changelogs, and Kafka Streams does not notice.
   *
   * @param generation differs each time those topics are made
   * @throws Failure if the directory cannot be written
   */
  public void keepStateOf(String applicationId, String generation) {
    Path file = directory.resolve(applicationId + ".generation");
    try {
      if (!Files.exists(file) || !Files.readString(file).equals(generation)) {
        Utils.delete(directory.resolve(applicationId).toFile());
        write(file, generation);
      }
    } catch (IOException e) {
      throw unusable(directory, e);
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
      write(file, "roundup-" + UUID.randomUUID());
    }
    return Files.readString(file).trim();
  }

  private static void write(Path file, String content) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Failure unusable(Path directory, IOException e) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "The state directory " + directory.toAbsolutePath() + " cannot be used: " + e,
        e);
  }
}
