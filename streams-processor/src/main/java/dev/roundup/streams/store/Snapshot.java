package dev.roundup.streams.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store's leaves in a file, as they were at one offset of its changelog, so that a start reads
 * the changelog from there on only. The file is a shortcut and nothing else: one that is damaged,
 * cut short or of another version is not used, and then the changelog is read from its beginning.
 *
 * <p>In the file: the version, the time, the offset, the number of entries, the leaves with their
 * bounds, and at the end a CRC-32C of all before it.
 */
final class Snapshot {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

  /** Changes with the layout of entries and with {@link Leaf#hash}. */
  private static final int VERSION = 0x50414301;

  /**
   * What was deleted from the store later than this ago is on the changelog still: it keeps
   * tombstones for a day ({@code delete.retention.ms}).
   */
  private static final Duration LONGEST_USE = Duration.ofHours(12);

  /** Version, time, offset, entries. */
  private static final int HEADER = Integer.BYTES + 3 * Long.BYTES;

  private static final int BUFFER = 256 << 10;

  private final Path file;
  private final Clock clock;

  Snapshot(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * What the file holds.
   *
   * @param offset of the changelog's last record that is in it, as Kafka Streams told it
   */
  record Summary(long offset, long entries) {}

  /**
   * Looks whether the file can be used, from its first byte to its last.
   *
   * @return empty if there is none that can be
   */
  Optional<Summary> check() {
    try (CheckedInputStream checked = new CheckedInputStream(content(), new CRC32C());
        DataInputStream in = new DataInputStream(checked)) {
      if (in.readInt() != VERSION) {
        LOG.info("A snapshot is of another version, and is not used. file={}", file);
      } else if (isFresh(Instant.ofEpochMilli(in.readLong()))) {
        Summary summary = new Summary(in.readLong(), in.readLong());
        pass(in, Files.size(file) - HEADER - Long.BYTES);
        long computed = checked.getChecksum().getValue();
        if (in.readLong() == computed) {
          return Optional.of(summary);
        }
        LOG.warn("A snapshot is damaged, and is not used. file={}", file);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("There is no snapshot. file={}", file);
    } catch (IOException e) {
      LOG.warn("A snapshot cannot be read, and is not used. file={}", file, e);
    }
    return Optional.empty();
  }

  private boolean isFresh(Instant written) {
    boolean fresh = written.plus(LONGEST_USE).isAfter(clock.instant());
    if (!fresh) {
      LOG.info("A snapshot is too old, and is not used. file={} written={}", file, written);
    }
    return fresh;
  }

  private InputStream content() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), BUFFER);
  }

  private static void pass(DataInputStream in, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long left = bytes; left > 0; left -= buffer.length) {
      in.readFully(buffer, 0, (int) Math.min(left, buffer.length));
    }
  }

  /**
   * The leaves of a file that {@link #check} has found right.
   *
   * @throws ProcessorStateException if it cannot be read any more
   */
  Leaves leaves(MemoryBudget budget) {
    try (DataInputStream in = new DataInputStream(content())) {
      in.skipNBytes(HEADER);
      return Leaves.read(in, Files.size(file), budget);
    } catch (IOException e) {
      throw new ProcessorStateException(
          "The snapshot "
              + file
              + " could be read a moment ago and cannot be any more. Nothing is lost: without it"
              + " the changelog is read from its beginning.",
          e);
    }
  }

  /** Writes the file whole, or leaves it as it is: that one is right as well, only older. */
  void write(Summary summary, Leaves leaves) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      CRC32C crc = new CRC32C();
      OutputStream target = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER);
      try (DataOutputStream out = new DataOutputStream(new CheckedOutputStream(target, crc))) {
        out.writeInt(VERSION);
        out.writeLong(clock.millis());
        out.writeLong(summary.offset);
        out.writeLong(summary.entries);
        leaves.write(out);
        out.writeLong(crc.getValue());
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn(
          "A snapshot cannot be written. Nothing is lost, but the next start reads more of the"
              + " changelog. file={}",
          file,
          e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
