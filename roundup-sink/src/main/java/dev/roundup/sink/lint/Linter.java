package dev.roundup.sink.lint;

import dev.roundup.sink.page.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at posts, one file at a time and as many at a time as there are processors. */
final class Linter {
  private final List<Rule> rules;
  private final Map<Path, SiteRoot> sites = new ConcurrentHashMap<>();

  Linter(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * What there is to say of one file.
   *
   * @param unreadable why it could not be read; null if it could
   */
  record Result(Path file, List<Finding> findings, String unreadable) {}

  /** Of each file, in the same order. */
  List<Result> lint(Collection<Path> files) {
    return files.parallelStream().map(this::lint).toList();
  }

  private Result lint(Path file) {
    String text;
    try {
      text = read(file);
    } catch (CharacterCodingException e) {
      return new Result(file, List.of(), "it is no text in UTF-8");
    } catch (IOException e) {
      return new Result(file, List.of(), e.toString());
    }
    try {
      return new Result(file, Findings.of(post(file, text), rules), null);
    } catch (Page.TooDeep e) {
      return new Result(file, List.of(), e.getMessage());
    }
  }

  private Post post(Path file, String text) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    SiteRoot site = sites.computeIfAbsent(directory, SiteRoot::around);
    return new Post(file.toString().replace('\\', '/'), file, site, Page.of(text));
  }

  static String read(Path file) throws IOException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
        .toString();
  }
}
