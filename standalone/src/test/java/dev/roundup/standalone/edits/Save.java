package dev.roundup.standalone.edits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The ways in which editors save. */
enum Save {
  /** Empties the file and writes it, in two parts. */
  IN_PLACE {
    @Override
    void write(Path file, byte[] content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        int half = content.length / 2;
        all(channel, ByteBuffer.wrap(content, 0, half));
        all(channel, ByteBuffer.wrap(content, half, content.length - half));
      }
    }
  },
  /** Writes over what is there, and cuts off what is left. */
  OVER {
    @Override
    void write(Path file, byte[] content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
        all(channel, ByteBuffer.wrap(content));
        channel.truncate(content.length);
      }
    }
  },
  /** Writes another file and moves it over this one. */
  BY_RENAME {
    @Override
    void write(Path file, byte[] content) throws IOException {
      Path other = Files.write(beside(file, ".swp"), content);
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  },
  /** Moves the old one aside, writes the new one, and deletes the old one. */
  WITH_BACKUP {
    @Override
    void write(Path file, byte[] content) throws IOException {
      Path backup = beside(file, "~");
      if (Files.exists(file)) {
        Files.move(file, backup, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.write(file, content);
      Files.deleteIfExists(backup);
    }
  };

  abstract void write(Path file, byte[] content) throws IOException;

  void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling("." + file.getFileName() + suffix);
  }

  private static void all(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
