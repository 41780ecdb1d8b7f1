package dev.roundup.sink.file;

import dev.roundup.sink.file.CompanionOutcome.What;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that are made whole, never merged. Before Roundup writes one, it notes down the file's
 * fingerprint, so that after a crash too it knows its own files from what people made of them.
 */
final class OwnFiles {
  private static final String NOTES = ".written";

  /** Notes that are kept of each file: the one that comes, and the one that is there. */
  private static final int KEPT = 2;

  /** Characters of notes after which old ones are left out. */
  private static final int MANY = 8192;

  private final Site site;
  private final String directory;
  private final String owner;

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
  }

  CompanionOutcome write(String path, String text) {
    byte[] bytes = Utf8.bytes(text);
    String print = Fingerprint.of(bytes);
    String besides = directory + path.substring(path.lastIndexOf('/') + 1) + ".new";
    boolean written = false;
    while (!written) {
      Optional<Found> found = find(path);
      if (found.filter(file -> !file.is(print) && !isOwn(file)).isPresent()) {
        site.writer().write(besides, bytes, owner);
        return new CompanionOutcome(path, What.KEPT, besides);
      }
      if (site.reader().contains(besides)) {
        site.writer().delete(besides);
      }
      if (found.filter(file -> file.is(print)).isPresent()) {
        return new CompanionOutcome(path, What.UNCHANGED, "");
      }
      note(path, print);
      salvage(path);
      Optional<String> before = found.map(Found::fingerprint);
      written = site.replacements().put(path, bytes, owner, before);
    }
    site.replacements().forget(path, owner);
    return new CompanionOutcome(path, What.WRITTEN, "");
  }

  /** Removes what nobody changed. */
  Optional<CompanionOutcome> remove(String path) {
    return find(path)
        .map(
            file -> {
              salvage(path);
              if (!isOwn(file) || !site.replacements().take(path, owner, file.fingerprint())) {
                return new CompanionOutcome(path, What.KEPT, "");
              }
              site.replacements().forget(path, owner);
              return new CompanionOutcome(path, What.REMOVED, "");
            });
  }

  /** A crash may have left what is not looked at yet where the next change is about to go. */
  private void salvage(String path) {
    site.replacements()
        .salvage(path, owner, left -> notes().stream().anyMatch(n -> n.fingerprint().equals(left)));
  }

  /** Without making directories. */
  private Optional<Found> find(String path) {
    return site.reader().contains(path) ? site.reader().find(path) : Optional.empty();
  }

  /** To be asked after the file was looked at: its note was there before it was. */
  private boolean isOwn(Found file) {
    return notes().contains(new Note(file.fingerprint(), file.path()));
  }

  private List<Note> notes() {
    return Stream.of(directory + NOTES + ".old", directory + NOTES)
        .flatMap(path -> find(path).stream())
        .flatMap(file -> Note.read(Optional.ofNullable(file.text()).orElse("")))
        .toList();
  }

  private void note(String path, String print) {
    String notes = directory + NOTES;
    if (find(notes)
        .filter(file -> file.text() != null && file.text().length() > MANY)
        .isPresent()) {
      String latest = latest(notes());
      site.writer().rename(notes, notes + ".old"); // what somebody adds to it right now is not lost
      site.writer().append(notes, latest);
    }
    site.writer().append(notes, new Note(print, path).line());
  }

  private static String latest(List<Note> notes) {
    Map<String, List<Note>> files =
        notes.stream()
            .collect(Collectors.groupingBy(Note::path, LinkedHashMap::new, Collectors.toList()));
    return files.values().stream()
        .flatMap(of -> of.subList(Math.max(0, of.size() - KEPT), of.size()).stream())
        .map(Note::line)
        .collect(Collectors.joining());
  }

  /** As {@code sha256sum} writes them, and can check them. */
  private record Note(String fingerprint, String path) {
    private static final String BETWEEN = "  ";

    static Stream<Note> read(String text) {
      return text.lines()
          .filter(line -> line.contains(BETWEEN))
          .map(line -> line.split(BETWEEN, 2))
          .map(parts -> new Note(parts[0], parts[1]));
    }

    String line() {
      return fingerprint + BETWEEN + path + "\n";
    }
  }
}
