package dev.roundup.sink.file;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.sink.file.Plan.Found;
import dev.roundup.sink.post.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A site as a directory with posts and drafts. A file is there whole or not at all: it is written
 * beside its place, forced to the disk, and trades places with what is there. Nothing outside the
 * directory is read or written. A disk that is full or a directory that may not be written is a
 * {@link Failure}; what was there stays as it was.
 */
public final class Site {
  /**
   * The file that says that this directory is the site whose posts Roundup has written before. If
   * it is missing, the directory is new, and missing posts were never there; if it is there, a
   * missing post was deleted. Jekyll leaves it out of the site; it belongs into version control.
   */
  public static final String MARKER = ".roundup-site";

  private static final String MARKER_TEXT =
      """
      Roundup writes posts to this directory. While this file is here, a post that
      somebody deletes stays deleted. Delete this file, and start the sink again,
      to have every missing post written again.
      """;

  /** What is being written. */
  private static final String ON_ITS_WAY = ".roundup-tmp";

  private final Path root;
  private final Format format;
  private final Mover mover;
  private final Replacements replacements;
  private final TreeSet<Path> unsettled = new TreeSet<>();
  private SiteHistory history = SiteHistory.NONE;

  private Site(Path root, Format format, Mover mover) {
    this.root = root;
    this.format = format;
    this.mover = mover;
    this.replacements = new Replacements(this, mover);
  }

  /** Opens a site of Jekyll's; see {@link #open(Path, Format)}. */
  public static Site open(Path directory) {
    return open(directory, Format.JEKYLL);
  }

  /**
   * Opens a site, which may be empty or not there yet.
   *
   * @throws Failure if it cannot be written, or its posts or drafts lead out of it
   */
  public static Site open(Path directory, Format format) {
    return open(directory, format, SystemMover.find());
  }

  static Site open(Path directory, Mover mover) {
    return open(directory, Format.JEKYLL, mover);
  }

  private static Site open(Path directory, Format format, Mover mover) {
    try {
      Files.createDirectories(directory);
      Path root = directory.toRealPath();
      Site site = new Site(root, format, mover);
      for (String name : site.directories()) {
        site.resolve(name + "/" + MARKER);
      }
      return site;
    } catch (IOException e) {
      throw failure("opened", directory, e);
    }
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** From now on, what is written here is taken along by that. */
  public void follow(SiteHistory history) {
    this.history = history;
  }

  SiteHistory history() {
    return history;
  }

  Format format() {
    return format;
  }

  /** Of the posts, and of the drafts. */
  List<String> directories() {
    return List.of(format.posts(), format.drafts());
  }

  /** The bytes of the file at a path; empty if no file is there. */
  public Optional<byte[]> read(String path) {
    Path file = resolve(path);
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // between the two looks
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  /** Whether Roundup has written no posts to this directory yet. */
  public boolean isNew() {
    return !Files.exists(root.resolve(MARKER));
  }

  /** From now on, missing posts were deleted. */
  public void markKnown() {
    Path marker = root.resolve(MARKER);
    try {
      Files.writeString(marker, MARKER_TEXT, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw failure("written", marker, e);
    }
    force(root);
  }

  /** The paths of all Markdown files among the posts and drafts. */
  List<String> posts() {
    List<String> posts = new ArrayList<>();
    for (String name : directories()) {
      Path directory = root.resolve(name);
      if (!Files.isDirectory(directory)) {
        continue;
      }
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(directory, "[!.]*.{md,markdown}")) {
        files.forEach(file -> posts.add(name + "/" + file.getFileName()));
      } catch (IOException e) {
        throw failure("read", directory, e);
      }
    }
    return posts;
  }

  /** Without making its directory. */
  boolean contains(String path) {
    return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** The SHA-256 of the file at a path; empty if nothing is there. */
  Optional<String> fingerprint(String path) {
    Path file = resolve(path);
    try {
      return Fingerprint.of(file);
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  /** The file at a path; empty if nothing is there. */
  Optional<Found> find(String path) {
    Path file = resolve(path);
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = Files.readAllBytes(file);
        return Optional.of(new Found(path, Fingerprint.of(bytes), text(bytes)));
      }
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(new Found(path, Fingerprint.NO_FILE, null))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // between the two looks
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  /** Null unless it is UTF-8: nothing may be lost by reading it and writing it back. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** When the file was saved last; empty if nothing is there. */
  Optional<Instant> modified(String path) {
    Path file = resolve(path);
    try {
      return Optional.of(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  /**
   * Writes a file of Roundup's own whole, over whatever is there. The name of the file on its way
   * is the owner's.
   */
  void write(String path, byte[] content, String owner) {
    Path file = resolve(path);
    history.touched(path);
    try {
      mover.replace(written(file, content, owner), file);
    } catch (IOException e) {
      throw failure("written", file, e);
    }
    unsettled.add(file.getParent());
  }

  /** Writes a file beside its place, and forces it to the disk. */
  static Path written(Path file, byte[] content, String owner) throws IOException {
    Path onItsWay = beside(file.getParent(), owner, ON_ITS_WAY);
    try (FileChannel channel =
        FileChannel.open(
            onItsWay,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    }
    return onItsWay;
  }

  /** Adds to a file, which may not be there yet, for good. */
  void append(String path, String text) {
    Path file = resolve(path);
    history.touched(path);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes(text));
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    } catch (IOException e) {
      throw failure("written", file, e);
    }
    unsettled.add(file.getParent());
  }

  /** Gives a file another name in its directory, over whatever has it. */
  void rename(String path, String to) {
    Path file = resolve(path);
    history.touched(path);
    history.touched(to);
    try {
      mover.replace(file, resolve(to));
    } catch (IOException e) {
      throw failure("renamed", file, e);
    }
  }

  /** The names of the files in a directory; none if there is no such directory. */
  List<String> names(String path) {
    Path directory = root.resolve(path);
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      } catch (IOException e) {
        throw failure("read", directory, e);
      }
    }
    return names;
  }

  void delete(String path) {
    Path file = resolve(path);
    history.touched(path);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure("deleted", file, e);
    }
    unsettled.add(file.getParent());
  }

  /** Removes what a crash left of an owner's file that was on its way. */
  void clean(String owner) {
    try {
      for (String name : directories()) {
        Files.deleteIfExists(beside(root.resolve(name), owner, ON_ITS_WAY));
      }
    } catch (IOException e) {
      throw failure("cleaned", root, e);
    }
  }

  /** Makes the moves last: after this, a power cut loses none of them. */
  public void settle() {
    for (Path directory : unsettled) {
      force(directory);
    }
    unsettled.clear();
  }

  /** Whether a file of this name is one on its way, or one that was just replaced. */
  public static boolean isPassing(String path) {
    return path.endsWith(ON_ITS_WAY) || path.endsWith(Replacements.REPLACED);
  }

  static Path beside(Path directory, String owner, String suffix) {
    return directory.resolve("." + owner + suffix);
  }

  /** Changes of posts, which people change, too. */
  Replacements replacements() {
    return replacements;
  }

  /** A name in this directory changed: see {@link #settle}. */
  void touched(Path directory) {
    unsettled.add(directory);
  }

  Path directory(String name) {
    return root.resolve(name);
  }

  /** Places come from checked slugs; this holds even if they did not. */
  Path resolve(String path) {
    Path file = root.resolve(path).normalize();
    Path directory = file.getParent();
    try {
      if (file.startsWith(root) && !Files.exists(directory)) {
        resolve(root.relativize(directory).toString()); // none is made outside
        Files.createDirectory(directory); // version control removes directories that become empty
      }
      if (!file.startsWith(root) || !directory.toRealPath().startsWith(root)) {
        throw new Failure(
            ExitCode.CONFIGURATION,
            "The site "
                + root
                + " does not contain "
                + path
                + ": a symbolic link leads out of it.");
      }
    } catch (IOException e) {
      throw failure("reached", directory, e);
    }
    return file;
  }

  private static void force(Path directory) {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return; // directories cannot be opened there; its file systems log renames themselves
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw failure("made to last", directory, e);
    }
  }

  static Failure failure(String done, Path where, IOException e) {
    return new Failure(
        ExitCode.CONFIGURATION,
        where
            + " cannot be "
            + done
            + " ("
            + e
            + "). Nothing was lost: make room or grant the right, and start the sink again.",
        e);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
