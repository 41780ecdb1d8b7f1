package dev.roundup.sink.post;

/**
 * A post taken apart for looking at it, as its generator would show it in the plainest layout.
 *
 * @param frontMatter without its fences; empty if there is none
 * @param html what the Markdown gives
 */
public record PostPage(String frontMatter, String html) {
  /** Of a post that the renderer made: what the facts say was made harmless then. */
  public static PostPage of(RenderedPost post) {
    String text = post.text();
    int end = text.startsWith("---\n") ? text.indexOf("\n---", 3) : -1;
    String frontMatter = end < 0 ? "" : text.substring(4, end + 1);
    String body = end < 0 ? text : text.substring(text.indexOf('\n', end + 1) + 1);
    return new PostPage(
        frontMatter, MarkdownHtml.blocks(GuardedMarkdown.withoutLiquid(body), SiteAddress.UNKNOWN));
  }
}
