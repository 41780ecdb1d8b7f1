package dev.roundup.sink.lint;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The posts that are meant by paths of files and directories. */
final class PostFiles {
  private static final Set<String> HOLDERS = Set.of("_posts", "_drafts", "content");

  /** Made by the site generator or by package managers, or Roundup's reports. */
  private static final Set<String> NOT_SOURCE =
      Set.of("_site", "_roundup", "node_modules", "vendor", "public", "resources");

  private PostFiles() {}

  /**
   * A file is itself; of a directory, the Markdown files below {@code _posts}, {@code _drafts} and
   * {@code content}, or all of them where there is none of the three.
   *
   * @throws Failure if a path is not there
   */
  static Collection<Path> in(List<Path> paths) {
    Set<Path> files = new TreeSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new Failure(ExitCode.USAGE, path + " is not there.");
      }
    }
    return files;
  }

  private static List<Path> below(Path directory) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              boolean source = path.equals(directory) || isSource(path.getFileName().toString());
              return source ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (isPost(path.getFileName().toString())) {
                found.add(path);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, directory + " cannot be read: " + e, e);
    }
    List<Path> held = found.stream().filter(path -> isHeld(directory.relativize(path))).toList();
    return held.isEmpty() ? found : held;
  }

  private static boolean isSource(String directory) {
    return !directory.startsWith(".") && !NOT_SOURCE.contains(directory);
  }

  private static boolean isPost(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (name.endsWith(".md") || name.endsWith(".markdown"));
  }

  private static boolean isHeld(Path path) {
    for (Path part : path) {
      if (HOLDERS.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
