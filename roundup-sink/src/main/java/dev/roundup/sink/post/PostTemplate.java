package dev.roundup.sink.post;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * What posts, and the texts that go with them, are made of: {@code post.md.hbs}, a {@code NAME.hbs}
 * for each {@link Companion}, and their partials. A partial is named without its ending: {@code
 * body} is all of a post but its front matter. A file that an organiser's directory lacks is the
 * one that comes with Roundup.
 */
public final class PostTemplate {
  /** The template of posts. */
  public static final String FILE = "post.md.hbs";

  private final TemplateFiles files;

  private PostTemplate(TemplateFiles files) {
    this.files = files;
  }

  /** The template for Jekyll that comes with Roundup. */
  public static PostTemplate builtIn() {
    return builtIn(Format.JEKYLL);
  }

  /** The template that comes with Roundup. */
  public static PostTemplate builtIn(Format format) {
    return new PostTemplate(new TemplateFiles(format, null));
  }

  /** An organiser's own template for Jekyll; see {@link #of(Path, Format)}. */
  public static PostTemplate of(Path directory) {
    return of(directory, Format.JEKYLL);
  }

  /**
   * An organiser's own templates.
   *
   * @throws TemplateFailure if the directory has none of those that Roundup would read
   */
  public static PostTemplate of(Path directory, Format format) {
    TemplateFiles files = new TemplateFiles(format, directory);
    boolean any =
        files.isOwn(FILE)
            || files.isOwn("body.hbs")
            || Arrays.stream(Companion.values()).map(Companion::template).anyMatch(files::isOwn);
    if (!any) {
      throw new TemplateFailure(
          FILE, 0, "there is no such file in " + directory + ", nor another template by its name");
    }
    files.read(FILE);
    return new PostTemplate(files);
  }

  TemplateFiles files() {
    return files;
  }
}
