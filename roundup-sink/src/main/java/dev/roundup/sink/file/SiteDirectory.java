package dev.roundup.sink.file;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.sink.post.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a site is, and where the files of its paths are: never outside.
 *
 * @param root without symbolic links
 */
record SiteDirectory(Path root, Format format) {
  /**
   * Makes it where it is missing.
   *
   * @throws Failure if it cannot be made, or its posts or drafts lead out of it
   */
  static SiteDirectory open(Path directory, Format format) {
    try {
      Files.createDirectories(directory);
      SiteDirectory opened = new SiteDirectory(directory.toRealPath(), format);
      for (String name : opened.ofPosts()) {
        opened.resolve(name + "/" + SiteMarker.NAME);
      }
      return opened;
    } catch (IOException e) {
      throw DiskFailure.of("opened", directory, e);
    }
  }

  /** The directories of the posts, and of the drafts. */
  List<String> ofPosts() {
    return List.of(format.posts(), format.drafts());
  }

  /** Where something is, without making its directory; to look only. */
  Path at(String path) {
    return root.resolve(path);
  }

  /** Places come from checked slugs; this holds even if they did not. */
  Path resolve(String path) {
    Path file = root.resolve(path).normalize();
    Path directory = file.getParent();
    try {
      if (file.startsWith(root) && !Files.exists(directory)) {
        resolve(root.relativize(directory).toString()); // none is made outside
        // version control removes directories that become empty; several threads may find that
        Files.createDirectories(directory);
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
      throw DiskFailure.of("reached", directory, e);
    }
    return file;
  }
}
