package dev.roundup.sink;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Who this sink is to its consumer group, kept in the state directory: one that starts again takes
 * its old place at once, instead of waiting until the group has given the old one up. Held locked,
 * because two with one identity would throw each other out.
 */
final class Identity implements AutoCloseable {
  private static final int LONGEST = 100;

  private final FileChannel channel;
  private final String name;

  private Identity(FileChannel channel, String name) {
    this.channel = channel;
    this.name = name;
  }

  /**
   * Reads or makes it.
   *
   * @throws Failure if another sink holds it, or the directory cannot be written
   */
  static Identity take(Path stateDirectory) {
    Path file = stateDirectory.resolve("sink").resolve("instance-id");
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new Failure(
            ExitCode.BUSY,
            "Another sink runs with the state directory "
                + stateDirectory
                + ". Stop it, or choose another with state.dir.");
      }
      return new Identity(channel, name(channel));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "The state directory " + stateDirectory + " cannot be used: " + e,
          e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String name(FileChannel channel) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(LONGEST);
    channel.read(read, 0);
    String name = new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII).trim();
    if (name.isEmpty()) {
      name = "roundup-sink-" + UUID.randomUUID();
      channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)), 0);
      channel.force(true);
    }
    return name;
  }

  String name() {
    return name;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
