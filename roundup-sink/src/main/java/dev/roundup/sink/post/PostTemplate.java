package dev.roundup.sink.post;

import java.nio.file.Path;

/**
 * What posts are made of: the file {@code post.md.hbs} and the partials beside it. A partial is
 * named without its ending, and lies in the same directory or comes with Roundup: {@code body} is
 * all of a post but its front matter.
 */
public final class PostTemplate {
  /** The file that a directory of templates must have. */
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
   * An organiser's own template.
   *
   * @throws TemplateFailure if the directory has no readable {@code post.md.hbs}
   */
  public static PostTemplate of(Path directory, Format format) {
    TemplateFiles files = new TemplateFiles(format, directory);
    if (!files.isOwn(FILE)) {
      throw new TemplateFailure(FILE, 0, "there is no such file in " + directory);
    }
    files.read(FILE);
    return new PostTemplate(files);
  }

  TemplateFiles files() {
    return files;
  }
}
