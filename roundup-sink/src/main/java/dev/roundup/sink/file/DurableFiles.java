package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes that a power cut does not take back. A name lasts only once its directory is forced. */
final class DurableFiles {
  private DurableFiles() {}

  /** A file that says this and nothing else. */
  static void write(Path file, Source content) throws IOException {
    write(file, content, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Adds to a file, which may not be there yet. */
  static void append(Path file, byte[] content) throws IOException {
    write(file, Source.of(content), StandardOpenOption.APPEND);
  }

  private static void write(Path file, Source content, StandardOpenOption how) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            how,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      content.copyTo(Channels.newOutputStream(channel));
      channel.force(false);
    }
  }

  /** Makes the names in a directory last. */
  static void force(Path directory) throws IOException {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return; // directories cannot be opened there; its file systems log renames themselves
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
