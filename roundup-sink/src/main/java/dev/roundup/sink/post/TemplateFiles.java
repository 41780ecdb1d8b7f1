package dev.roundup.sink.post;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Template files by their names alone: those of an organiser's directory, and for the rest those
 * that come with Roundup. The engine reads partials through it.
 */
final class TemplateFiles extends AbstractTemplateLoader {
  private static final Pattern PARTIAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
  private static final String SUFFIX = ".hbs";

  private final Format format;
  private final Path directory;

  /** The directory may be null: then there are the built-in ones only. */
  TemplateFiles(Format format, Path directory) {
    this.format = format;
    this.directory = directory;
  }

  Format format() {
    return format;
  }

  /**
   * The text of a file.
   *
   * @throws TemplateFailure if there is none, or it cannot be read
   */
  String read(String name) {
    try {
      return Marks.removedFrom(isOwn(name) ? file(name) : builtIn(name));
    } catch (FileNotFoundException e) {
      throw new TemplateFailure(name, 0, e.getMessage(), e);
    } catch (IOException e) {
      String reason = e instanceof MalformedInputException ? "it is not UTF-8" : e.toString();
      throw new TemplateFailure(name, 0, "cannot be read: " + reason, e);
    }
  }

  /** Whether the organiser's directory has a file of this name. */
  boolean isOwn(String name) {
    return directory != null && Files.isRegularFile(directory.resolve(name));
  }

  /** The template as the engine compiles it, by the whole name of its file. */
  TemplateSource source(String name) {
    return new StringTemplateSource(name, FrontMatterLines.marked(read(name)));
  }

  @Override
  public String resolve(String name) {
    return name + SUFFIX;
  }

  @Override
  public TemplateSource sourceAt(String name) {
    String file = resolve(name);
    if (!PARTIAL.matcher(name).matches()) {
      throw new TemplateFailure(
          file, 0, "a partial is named by letters, digits, '.', '_' and '-', without a path");
    }
    return new StringTemplateSource(file, read(file));
  }

  private String file(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!file.toRealPath().startsWith(directory.toRealPath())) {
      throw new FileNotFoundException("the file leads out of " + directory);
    }
    return Files.readString(file);
  }

  private String builtIn(String name) throws IOException {
    URL own = getClass().getResource(format.name().toLowerCase(Locale.ROOT) + "/" + name);
    URL file = own == null ? getClass().getResource(name) : own;
    if (file == null || name.contains("/")) {
      throw new FileNotFoundException(
          directory == null
              ? "there is no built-in template of this name"
              : "there is no such file in " + directory);
    }
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
