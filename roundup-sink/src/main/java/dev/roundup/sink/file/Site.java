package dev.roundup.sink.file;

import dev.roundup.schemas.config.Failure;
import dev.roundup.sink.post.Format;
import java.nio.file.Path;
import java.util.Optional;

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
  public static final String MARKER = SiteMarker.NAME;

  private final SiteDirectory directory;
  private final SiteMarker marker;
  private final SiteReader reader;
  private final SiteWriter writer;
  private final Replacements replacements;

  private Site(SiteDirectory directory, Mover mover) {
    this.directory = directory;
    this.marker = new SiteMarker(directory);
    this.reader = new SiteReader(directory);
    this.writer = new SiteWriter(directory, mover);
    this.replacements = new Replacements(directory, reader, writer, mover);
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
    return new Site(SiteDirectory.open(directory, format), SystemMover.find());
  }

  static Site open(Path directory, Mover mover) {
    return new Site(SiteDirectory.open(directory, Format.JEKYLL), mover);
  }

  /** Where it is. */
  public Path root() {
    return directory.root();
  }

  Format format() {
    return directory.format();
  }

  /** Whether Roundup has written no posts to this directory yet. */
  public boolean isNew() {
    return marker.isMissing();
  }

  /** From now on, missing posts were deleted. */
  public void markKnown() {
    marker.set();
  }

  /** From now on, what is written here is taken along by that. */
  public void follow(SiteHistory history) {
    writer.follow(history);
  }

  SiteHistory history() {
    return writer.history();
  }

  /** The bytes of the file at a path; empty if no file is there. */
  public Optional<byte[]> read(String path) {
    return reader.read(path);
  }

  /** Whether something is at a path. */
  public boolean contains(String path) {
    return reader.contains(path);
  }

  SiteReader reader() {
    return reader;
  }

  /** Changes of files that are Roundup's own. */
  SiteWriter writer() {
    return writer;
  }

  /** Changes of posts, which people change, too. */
  Replacements replacements() {
    return replacements;
  }

  /** Makes the moves last: after this, a power cut loses none of them. */
  public void settle() {
    writer.settle();
  }

  /** Whether a file of this name is one on its way, or one that was just replaced. */
  public static boolean isPassing(String path) {
    return path.endsWith(SiteWriter.ON_ITS_WAY) || path.contains(Replacements.REPLACED);
  }
}
