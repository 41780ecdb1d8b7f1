package dev.roundup.sink.file;

import dev.roundup.sink.file.CompanionOutcome.What;
import dev.roundup.sink.file.Plan.Found;
import java.util.Optional;

/**
 * Files that are made whole, never merged. What Roundup is about to write it first notes down by
 * its fingerprint, so that after a crash too it knows its own files from what people made of them.
 */
final class OwnFiles {
  private static final String NOTES = "/.written";

  private final Site site;
  private final String directory;
  private final String owner;
  private final String notes;

  /**
   * Some files of a site.
   *
   * @param directory for the notes, and for what cannot be written over people's files
   * @param owner who writes: no two at a time under one name
   */
  OwnFiles(Site site, String directory, String owner) {
    this.site = site;
    this.directory = directory;
    this.owner = owner;
    this.notes = site.lines(directory + NOTES);
  }

  CompanionOutcome write(String path, String text) {
    byte[] bytes = Site.bytes(text);
    String print = Fingerprint.of(bytes);
    String kept = directory + path.substring(path.lastIndexOf('/')) + ".new";
    Optional<Found> found = site.contains(path) ? site.find(path) : Optional.empty();
    if (found.isPresent() && !found.get().is(print) && !isOwn(found.get())) {
      site.write(kept, bytes, owner);
      return new CompanionOutcome(path, What.KEPT, kept);
    }
    if (site.contains(kept)) {
      site.delete(kept);
    }
    if (found.filter(file -> file.is(print)).isPresent()) {
      return new CompanionOutcome(path, What.UNCHANGED, "");
    }
    site.append(directory + NOTES, note(path, print));
    boolean written =
        site.write(
            path,
            bytes,
            owner,
            () ->
                site.fingerprint(path).equals(found.map(Found::fingerprint)));
    return written ? new CompanionOutcome(path, What.WRITTEN, "") : write(path, text);
  }

  /** Removes what nobody changed; null if there was nothing. */
  CompanionOutcome remove(String path) {
    if (!site.contains(path)) {
      return null;
    }
    if (site.find(path).filter(this::isOwn).isEmpty()) {
      return new CompanionOutcome(path, What.KEPT, "");
    }
    site.delete(path);
    return new CompanionOutcome(path, What.REMOVED, "");
  }

  private boolean isOwn(Found found) {
    return notes.contains(note(found.path(), found.fingerprint()));
  }

  private static String note(String path, String fingerprint) {
    return fingerprint + "  " + path + "\n";
  }
}
