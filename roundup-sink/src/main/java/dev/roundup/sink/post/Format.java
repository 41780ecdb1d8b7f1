package dev.roundup.sink.post;

/**
 * What makes a site of the posts: where it looks for them, and what it takes for its own syntax.
 */
public enum Format {
  /** Jekyll: Liquid runs before Markdown, which is kramdown's. */
  JEKYLL("_posts", "_drafts"),
  /** Hugo: shortcodes run before Markdown, which is Goldmark's; raw HTML is left out. */
  HUGO("content/posts", "content/drafts");

  private final String posts;
  private final String drafts;

  Format(String posts, String drafts) {
    this.posts = posts;
    this.drafts = drafts;
  }

  /** Where posts go, below the site's directory, with slashes. */
  public String posts() {
    return posts;
  }

  /** Where posts of meetups go that were not held yet. */
  public String drafts() {
    return drafts;
  }
}
