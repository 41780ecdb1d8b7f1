package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.RenderedPost;
import dev.roundup.sink.post.TemplateFailure;
import java.util.function.Function;

/**
 * A roundup's post.
 *
 * @param post null if there is none
 * @param fault why; else null
 */
record Rendering(Edition edition, RenderedPost post, String fault) {
  /** Bytes of the largest post: two of them travel on a topic whose records hold 8 MiB. */
  static final int LARGEST_POST = 3 << 20;

  static Rendering of(Edition edition, Function<Roundup, RenderedPost> renderer) {
    RenderedPost post;
    try {
      post = asOnDisk(renderer.apply(edition.roundup()));
    } catch (TemplateFailure e) {
      return new Rendering(edition, null, e.getMessage());
    }
    int size = Utf8.bytes(post.text()).length;
    return size <= LARGEST_POST
        ? new Rendering(edition, post, null)
        : new Rendering(
            edition, null, "the post has " + size + " bytes, more than " + LARGEST_POST);
  }

  /** With what UTF-8 makes of half a character; the blocks stay where they are. */
  private static RenderedPost asOnDisk(RenderedPost post) {
    if (post.text().chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return post;
    }
    return new RenderedPost(Utf8.text(Utf8.bytes(post.text())), post.blocks());
  }
}
