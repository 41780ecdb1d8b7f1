package dev.roundup.streams.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store's leaves in a file, as they were at one offset of its changelog, so that a start reads
 * the changelog from there on only. The file is a shortcut and nothing else: one that is damaged,
 * cut short or of another version is not used, and then the changelog is read from its beginning.
 *
 * <p>It may be of any age: whatever a {@link JournaledStore} has taken off its changelog since, it
 * had written all of its entries there again before.
 *
 * <p>In the file: the version, the offset, the leaves with their bounds, and at the end a CRC-32C
 * of all before it.
 */
final class Snapshot {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

  /**
   * Changes with the layout of entries, the hash of a {@link Leaf}, and what a store puts into it.
   */
  private static final int VERSION = 0x50414304;

  private static final int BUFFER = 256 << 10;

  private final Path file;

  Snapshot(Path file) {
    this.file = file;
  }

  /**
   * What the file holds.
   *
   * @param offset of the changelog's last record that is in it, as Kafka Streams told it
   */
  record Content(long offset, Leaves leaves) {}

  /**
   * Reads the file.
   *
   * @return empty if there is none that can be used
   */
  Optional<Content> read(MemoryBudget budget) {
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), new CRC32C());
        DataInputStream in = new DataInputStream(checked)) {
      if (in.readInt() != VERSION) {
        LOG.info("A snapshot is of another version, and is not used. file={}", file);
      } else {
        long offset = in.readLong();
        Leaves leaves = Leaves.read(in, Files.size(file), budget);
        boolean whole = false;
        try {
          long computed = checked.getChecksum().getValue();
          whole = in.readLong() == computed && in.read() < 0;
        } finally {
          if (!whole) {
            leaves.free();
          }
        }
        if (whole) {
          return Optional.of(new Content(offset, leaves));
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

  /** Writes the file whole, or leaves it as it is: that one is right as well, only older. */
  void write(Content content) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      CRC32C crc = new CRC32C();
      OutputStream target = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER);
      try (DataOutputStream out = new DataOutputStream(new CheckedOutputStream(target, crc))) {
        out.writeInt(VERSION);
        out.writeLong(content.offset);
        content.leaves.write(out);
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
