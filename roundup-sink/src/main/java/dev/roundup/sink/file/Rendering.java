package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.RenderedPost;
import dev.roundup.sink.post.TemplateFailure;
import java.util.function.Function;

/**
 * A roundup's post.
 *
 * @param post null if there is none
 * @param generated the same, as the ledger keeps it
 * @param fault why there is none; else null
 */
record Rendering(Edition edition, RenderedPost post, Generated generated, String fault) {
  /** Bytes of the largest post: two of them travel on a topic whose records hold 8 MiB. */
  static final int LARGEST_POST = 3 << 20;

  static Rendering of(Edition edition, Function<Roundup, RenderedPost> renderer) {
    RenderedPost post;
    try {
      post = asOnDisk(renderer.apply(edition.roundup()));
    } catch (TemplateFailure e) {
      return none(edition, e.getMessage());
    }
    int size = Utf8.bytes(post.text()).length;
    return size <= LARGEST_POST
        ? new Rendering(edition, post, Generated.of(post), null)
        : none(edition, "the post has " + size + " bytes, more than " + LARGEST_POST);
  }

  private static Rendering none(Edition edition, String fault) {
    return new Rendering(edition, null, null, fault);
  }

  /** With what UTF-8 makes of half a character; the blocks stay where they are. */
  private static RenderedPost asOnDisk(RenderedPost post) {
    if (post.text().chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return post;
    }
    return new RenderedPost(Utf8.text(Utf8.bytes(post.text())), post.blocks());
  }
}
