package dev.roundup.standalone.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Watches files, some of which may not be there yet, by their directories: editors put a new file
 * in the place of the one that they save.
 */
final class FileWatch implements AutoCloseable {
  /** Saving takes several steps: after this long without one, it is over. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

  private final WatchService service;
  private final Map<WatchKey, Set<Predicate<Path>>> directories = new HashMap<>();
  private final Runnable changed;
  private final Thread thread = new Thread(this::run, "preview-watch");

  private FileWatch(WatchService service, Runnable changed) {
    this.service = service;
    this.changed = changed;
  }

  /** Calls from a thread of its own, some time after a change, until it is closed. */
  static FileWatch start(Sources sources, Runnable changed) {
    try {
      Path first = sources.facts().get(0).toAbsolutePath();
      FileWatch watch = new FileWatch(first.getFileSystem().newWatchService(), changed);
      for (Path file : sources.facts()) {
        Path name = file.getFileName();
        watch.add(file.toAbsolutePath().getParent(), name::equals);
      }
      if (sources.templates() != null) {
        watch.add(sources.templates(), name -> name.toString().endsWith(".hbs"));
      }
      watch.thread.start();
      return watch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path directory, Predicate<Path> names) throws IOException {
    WatchKey key =
        directory.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
    directories.computeIfAbsent(key, none -> new HashSet<>()).add(names);
  }

  private void run() {
    try {
      while (true) {
        if (concerns(service.take())) {
          awaitQuiet();
          changed.run();
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      return; // closed
    }
  }

  /** However much happens to other files of the directories. */
  private void awaitQuiet() throws InterruptedException {
    long last = System.nanoTime();
    for (long left = QUIET_NANOS; left > 0; left = last + QUIET_NANOS - System.nanoTime()) {
      WatchKey key = service.poll(left, TimeUnit.NANOSECONDS);
      if (key != null && concerns(key)) {
        last = System.nanoTime();
      }
    }
  }

  private boolean concerns(WatchKey key) {
    boolean concerns = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      concerns |=
          !(event.context() instanceof Path name)
              || directories.get(key).stream().anyMatch(names -> names.test(name));
    }
    key.reset();
    return concerns;
  }

  @Override
  public void close() {
    try {
      service.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
