package dev.roundup.standalone.edits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody with an editor: reads a post, changes it, looks whether it is still what was read, and
 * saves. Now and then deletes a post, or takes that back.
 */
final class Person implements Runnable {
  private static final List<Save> SAVES = List.of(Save.values());
  private static final Pattern MEETUP = Pattern.compile("-(m\\d{4})-");

  private final Path posts;
  private final Map<String, Witness> witnesses;
  private final Tokens tokens;
  private final Random random;
  private final AtomicLong saves;
  private volatile boolean done;

  Person(
      Path posts, Map<String, Witness> witnesses, Tokens tokens, Random random, AtomicLong saves) {
    this.posts = posts;
    this.witnesses = witnesses;
    this.tokens = tokens;
    this.random = random;
    this.saves = saves;
  }

  void stop() {
    done = true;
  }

  @Override
  public void run() {
    try {
      List<Path> files = List.of();
      for (int i = 0; !done; i++) {
        if (i % 100 == 0) {
          files = files();
        }
        if (!files.isEmpty()) {
          work(files.get(random.nextInt(files.size())));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(80)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(posts)) {
      return files
          .filter(file -> MEETUP.matcher(file.getFileName().toString()).find())
          .sorted()
          .toList();
    }
  }

  private void work(Path file) throws IOException {
    Matcher name = MEETUP.matcher(file.getFileName().toString());
    if (!name.find()
        || file.getFileName().toString().startsWith(".")
        || !file.getFileName().toString().endsWith(".md")) {
      return;
    }
    Witness witness = witnesses.get(name.group(1));
    if (!witness.desk().tryLock()) {
      return;
    }
    try {
      if (witness.deleted() != null) {
        restore(file, witness);
      } else if (random.nextInt(200) == 0) {
        delete(file, witness);
      } else {
        edit(file, witness);
      }
    } finally {
      witness.desk().unlock();
    }
  }

  private void restore(Path file, Witness witness) throws IOException {
    if (random.nextInt(3) == 0) {
      Save.BY_RENAME.write(file, witness.deleted());
      witness.restored();
    }
  }

  private void delete(Path file, Witness witness) throws IOException {
    byte[] read = Files.readAllBytes(file);
    if (stillThere(file, read)) {
      Files.delete(file);
      witness.deleted(new String(read, StandardCharsets.UTF_8));
    }
  }

  private void edit(Path file, Witness witness) throws IOException {
    byte[] read;
    try {
      read = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return;
    }
    String before = new String(read, StandardCharsets.UTF_8);
    if (before.isBlank()) {
      return;
    }
    String after = Edit.of(before, random, tokens);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(30)));
    if (after.equals(before) || !stillThere(file, read)) {
      return;
    }
    Save save = SAVES.get(random.nextInt(SAVES.size()));
    save.write(file, after);
    witness.saved(save.name(), before, after);
    saves.incrementAndGet();
  }

  /** As editors look before they save. */
  private static boolean stillThere(Path file, byte[] read) throws IOException {
    try {
      return Arrays.equals(Files.readAllBytes(file), read);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
