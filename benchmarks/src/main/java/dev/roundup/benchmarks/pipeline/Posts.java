package dev.roundup.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Watches a site's posts for numbered notes. */
public final class Posts implements AutoCloseable {
  private static final Pattern NOTE = Pattern.compile("note number (\\d+) here");
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Path site;
  private final Map<Path, FileTime> looked = new HashMap<>();
  private final Map<Integer, Long> seen = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::watch, "posts");

  /** Begins to watch. */
  public Posts(Path site) {
    this.site = site;
    thread.start();
  }

  /** The words of a note. */
  public static String text(int number) {
    return "note number " + number + " here";
  }

  /** When a note was first seen, by {@link System#nanoTime()}; 0 if it was not. */
  public long seen(int number) {
    return seen.getOrDefault(number, 0L);
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      for (String directory : List.of("_posts", "_drafts")) {
        look(site.resolve(directory));
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  private void look(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      files.filter(path -> path.toString().endsWith(".md")).forEach(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Path post) {
    try {
      FileTime modified = Files.getLastModifiedTime(post);
      if (!modified.equals(looked.put(post, modified))) {
        Matcher note = NOTE.matcher(Files.readString(post));
        if (note.find()) {
          seen.putIfAbsent(Integer.parseInt(note.group(1)), System.nanoTime());
        }
      }
    } catch (NoSuchFileException replacedMeanwhile) {
      looked.remove(post);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
