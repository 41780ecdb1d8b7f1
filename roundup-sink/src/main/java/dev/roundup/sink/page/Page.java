package dev.roundup.sink.page;

import java.util.List;

/**
 * A Markdown page with front matter, read as kramdown and Hugo read it, as far as the two agree.
 * All offsets are those of the file's text.
 */
public final class Page {
  /** Stands in {@link #words} where a paragraph, a heading or a cell of a table ends. */
  public static final char BLOCK_END = '\u2029';

  private final String text;
  private final FrontMatter frontMatter;
  private final String words;
  private final List<Reference> references;
  private final List<Comment> comments;

  private Page(String text, FrontMatter frontMatter, Reader reader) {
    this.text = text;
    this.frontMatter = frontMatter;
    this.words = reader.words();
    this.references = reader.references();
    this.comments = reader.comments();
  }

  /** An HTML comment. */
  public record Comment(String text, int start) {}

  /**
   * Reads any text: what is no Markdown is words.
   *
   * @throws TooDeep if it is nested thousands of levels deep, which no person writes
   */
  public static Page of(String text) {
    try {
      FrontMatter frontMatter = FrontMatter.of(text);
      return new Page(text, frontMatter, Reader.of(text, frontMatter));
    } catch (StackOverflowError e) { // the parsers descend once a level, and know no limit
      throw new TooDeep(e);
    }
  }

  /** A text that no parser gets to the bottom of. */
  public static final class TooDeep extends RuntimeException {
    private TooDeep(StackOverflowError cause) {
      super("it is nested too deep to be read", cause);
    }
  }

  /** The file's. */
  public String text() {
    return text;
  }

  /** Where the body begins is known even without any. */
  public FrontMatter frontMatter() {
    return frontMatter;
  }

  /**
   * The words that readers read, each where it stands in the file; all else (markup, code,
   * addresses, front matter) is {@link Character#MIN_VALUE}. Escapes are as they are written; line
   * ends within a paragraph are there, too.
   */
  public String words() {
    return words;
  }

  /** Links, images and frames, in the order in which they stand there. */
  public List<Reference> references() {
    return references;
  }

  /** The HTML comments of the body. */
  public List<Comment> comments() {
    return comments;
  }

  /** Whether there is a link or an image around an offset. */
  public boolean isReference(int offset) {
    return references.stream().anyMatch(r -> r.start() <= offset && offset < r.end());
  }

  /** Whether a tag of the site generator stands at an offset, for readers and not as code. */
  public boolean isTag(int offset) {
    return words.charAt(offset) == Liquid.HIDDEN;
  }
}
