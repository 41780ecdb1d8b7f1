package dev.roundup.sink.lint;

import dev.roundup.sink.media.SiteFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The site that a post belongs to.
 *
 * @param files null where no site is to be seen around the post: then nobody knows what its paths
 *     lead to
 * @param linkifies whether addresses in the text become links of themselves, as Hugo makes them
 */
record SiteRoot(SiteFiles files, boolean linkifies) {
  private static final List<String> HUGO =
      List.of("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json");

  private static final List<String> ANY =
      Stream.concat(HUGO.stream(), Stream.of("_config.yml", "_config.toml", ".roundup-site"))
          .toList();

  private static final Set<String> HOLDERS = Set.of("_posts", "_drafts", "content");

  /** Of a directory that posts lie in: the nearest above that looks like a site. */
  static SiteRoot around(Path directory) {
    Path root = null;
    for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (hasOneOf(at, ANY)) {
        root = at;
        break;
      }
      Path name = at.getFileName();
      if (root == null && name != null && HOLDERS.contains(name.toString())) {
        root = at.getParent();
      }
    }
    return root == null
        ? new SiteRoot(null, false)
        : new SiteRoot(new SiteFiles(root), isHugo(root, directory));
  }

  private static boolean isHugo(Path root, Path directory) {
    return hasOneOf(root, HUGO)
        || directory.toAbsolutePath().normalize().startsWith(root.resolve("content"));
  }

  private static boolean hasOneOf(Path directory, List<String> names) {
    return names.stream().anyMatch(name -> Files.exists(directory.resolve(name)));
  }

  /** Whether a path of the site leads to no file; false where nobody can know. */
  boolean lacks(String path) {
    return files != null && !files.has(SiteFiles.file(path));
  }

  boolean isBeside(Path post, String target) {
    String name = SiteFiles.file(target);
    try {
      Path beside = post.toAbsolutePath().resolveSibling(name).normalize();
      return Files.exists(beside) || (files != null && files.has(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
