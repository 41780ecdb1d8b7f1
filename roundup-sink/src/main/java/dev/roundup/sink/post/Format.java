package dev.roundup.sink.post;

/**
 * What makes a site of the posts: where it looks for them, and what it takes for its own syntax.
 */
public enum Format {
  /** Jekyll: Liquid runs before Markdown, which is kramdown's. */
  JEKYLL("_posts", "_drafts", "", "/:year/:month/:day/:title.html"),
  /** Hugo: shortcodes run before Markdown, which is Goldmark's; raw HTML is left out. */
  HUGO("content/posts", "content/drafts", "static/", "/posts/:filename/");

  private final String posts;
  private final String drafts;
  private final String files;
  private final String permalink;

  Format(String posts, String drafts, String files, String permalink) {
    this.posts = posts;
    this.drafts = drafts;
    this.files = files;
    this.permalink = permalink;
  }

  /** Where posts go, below the site's directory, with slashes. */
  public String posts() {
    return posts;
  }

  /** Where posts of meetups go that were not held yet. */
  public String drafts() {
    return drafts;
  }

  /**
   * Where files lie that become part of the site as they are: empty, or with a slash at its end.
   */
  public String files() {
    return files;
  }

  /** The path of posts on the web, unless the site is configured otherwise. */
  public String permalink() {
    return permalink;
  }
}
