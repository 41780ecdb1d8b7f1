package dev.roundup.sink.post;

/**
 * A template cannot be read, or does not make a post: its name, the line, and a sentence that says
 * what is wrong with it. The post on disk stays as it was.
 */
public final class TemplateFailure extends RuntimeException {
  private final String templateName;
  private final int line;

  /** The line counts from 1; 0 where the whole template is meant. */
  public TemplateFailure(String templateName, int line, String sentence) {
    this(templateName, line, sentence, null);
  }

  /** As {@link #TemplateFailure(String, int, String)}, with what brought it about. */
  public TemplateFailure(String templateName, int line, String sentence, Throwable cause) {
    super(templateName + (line > 0 ? ":" + line : "") + ": " + sentence, cause);
    this.templateName = templateName;
    this.line = line;
  }

  /** Not the template's fault: no parser gets to the bottom of what it was given. */
  static TemplateFailure noBottom(String templateName, StackOverflowError cause) {
    return new TemplateFailure(
        templateName, 0, "a text of the facts is nested thousands of levels deep", cause);
  }

  /** The file's name within its directory, such as {@code post.md.hbs}. */
  public String templateName() {
    return templateName;
  }

  /** From 1; 0 where the whole template is meant. */
  public int line() {
    return line;
  }
}
