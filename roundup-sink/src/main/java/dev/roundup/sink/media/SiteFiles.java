package dev.roundup.sink.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The files of a site's source, by the paths that its pages use for them. */
public final class SiteFiles {
  /** Jekyll takes files from the root; Hugo from these. */
  private static final List<String> SOURCES = List.of("", "static", "assets", "public");

  private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);
  private static final Pattern SLASHES = Pattern.compile("^/+");

  private final Path root;

  /** The directory need not be there. */
  public SiteFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The path of the file that an address of the site leads to, as file systems write it. */
  public static String file(String address) {
    return Address.decoded(QUERY.matcher(address).replaceFirst(""));
  }

  /** Whether there is a file at a path of the site, such as {@code /images/hall.jpg}. */
  public boolean has(String file) {
    return isThere(file)
        || baseUrl()
            .filter(base -> file.startsWith(base + "/") && isThere(file.substring(base.length())))
            .isPresent();
  }

  private boolean isThere(String file) {
    String relative = SLASHES.matcher(file).replaceFirst("");
    try {
      return SOURCES.stream()
          .map(source -> root.resolve(source).resolve(relative).normalize())
          .anyMatch(path -> path.startsWith(root) && Files.isRegularFile(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** What Jekyll puts before all paths of a site that is not at the root of its host. */
  private Optional<String> baseUrl() {
    try {
      Object config =
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(root.resolve("_config.yml")));
      return config instanceof Map<?, ?> keys
              && keys.get("baseurl") instanceof String base
              && !base.isEmpty()
          ? Optional.of(base)
          : Optional.empty();
    } catch (IOException | YamlEngineException e) {
      return Optional.empty(); // then it has none, or the site's own build will tell
    }
  }
}
