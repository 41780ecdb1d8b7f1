package dev.roundup.sink.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the files of a site. Symbolic links are not followed. */
final class SiteReader {
  private final SiteDirectory directory;

  SiteReader(SiteDirectory directory) {
    this.directory = directory;
  }

  /** The bytes of the file at a path; empty if no file is there. */
  Optional<byte[]> read(String path) {
    Path file = directory.resolve(path);
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // between the two looks
    } catch (IOException e) {
      throw DiskFailure.of("read", file, e);
    }
  }

  /** The file at a path; empty if nothing is there. */
  Optional<Found> find(String path) {
    Path file = directory.resolve(path);
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = Files.readAllBytes(file);
        return Optional.of(new Found(path, Fingerprint.of(bytes), Utf8.text(bytes)));
      }
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(new Found(path, Fingerprint.NO_FILE, null))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // between the two looks
    } catch (IOException e) {
      throw DiskFailure.of("read", file, e);
    }
  }

  /** The SHA-256 of the file at a path; empty if nothing is there. */
  Optional<String> fingerprint(String path) {
    Path file = directory.resolve(path);
    try {
      return Fingerprint.of(file);
    } catch (IOException e) {
      throw DiskFailure.of("read", file, e);
    }
  }

  /** When the file was saved last; empty if nothing is there. */
  Optional<Instant> modified(String path) {
    Path file = directory.resolve(path);
    try {
      return Optional.of(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DiskFailure.of("read", file, e);
    }
  }

  /** Without making its directory. */
  boolean contains(String path) {
    return Files.exists(directory.at(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** The paths of all files among the posts and drafts whose names match. */
  List<String> posts(String glob) {
    List<String> posts = new ArrayList<>();
    for (String name : directory.ofPosts()) {
      Path files = directory.at(name);
      if (Files.isDirectory(files)) {
        names(files, glob).forEach(file -> posts.add(name + "/" + file));
      }
    }
    return posts;
  }

  /** The names of the files in a directory; none if there is no such directory. */
  List<String> names(String path) {
    Path files = directory.at(path);
    return Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS) ? names(files, "*") : List.of();
  }

  private static List<String> names(Path directory, String glob) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException e) {
      throw DiskFailure.of("read", directory, e);
    }
    return names;
  }
}
