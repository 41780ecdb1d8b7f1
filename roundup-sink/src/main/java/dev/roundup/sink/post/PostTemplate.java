package dev.roundup.sink.post;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What posts are made of: the file {@code post.md.hbs} and the partials beside it. A partial is
 * named without its ending, and always lies in the same directory.
 */
public final class PostTemplate {
  /** The file that a directory of templates must have. */
  public static final String FILE = "post.md.hbs";

  private static final Pattern PARTIAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
  private static final String SUFFIX = ".hbs";

  private final Source reader;
  private final String source;

  private PostTemplate(Source reader) {
    this.reader = reader;
    try {
      this.source = Marks.removedFrom(reader.read(FILE));
    } catch (FileNotFoundException e) {
      throw new TemplateFailure(FILE, 0, e.getMessage(), e);
    } catch (IOException e) {
      throw new TemplateFailure(FILE, 0, "cannot be read: " + reason(e), e);
    }
  }

  /** The template that comes with Roundup. */
  public static PostTemplate builtIn() {
    return new PostTemplate(PostTemplate::resource);
  }

  /**
   * An organiser's own template.
   *
   * @throws TemplateFailure if the directory has no readable {@code post.md.hbs}
   */
  public static PostTemplate of(Path directory) {
    return new PostTemplate(name -> file(directory, name));
  }

  String source() {
    return source;
  }

  TemplateLoader partials() {
    return new Partials(reader);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PostTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("there is no built-in template of this name");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String file(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException("there is no such file in " + directory);
    }
    if (!file.toRealPath().startsWith(directory.toRealPath())) {
      throw new FileNotFoundException("the file leads out of " + directory);
    }
    return Files.readString(file);
  }

  private static String reason(IOException e) {
    return e instanceof MalformedInputException ? "it is not UTF-8" : e.toString();
  }

  /** The text of a template file, by its name alone. */
  @FunctionalInterface
  private interface Source {
    String read(String name) throws IOException;
  }

  private static final class Partials extends AbstractTemplateLoader {
    private final Source reader;

    Partials(Source reader) {
      this.reader = reader;
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
      try {
        return new StringTemplateSource(file, Marks.removedFrom(reader.read(file)));
      } catch (FileNotFoundException e) {
        throw new TemplateFailure(file, 0, e.getMessage(), e);
      } catch (IOException e) {
        throw new TemplateFailure(file, 0, "cannot be read: " + reason(e), e);
      }
    }
  }
}
