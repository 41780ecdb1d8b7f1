package dev.roundup.sink.file;

import dev.roundup.sink.merge.Merge;
import dev.roundup.sink.post.RenderedPost;
import java.util.List;
import java.util.Optional;

/**
 * Brings into a site what changed elsewhere, such as in a repository behind it. A file that
 * somebody changed here at the same time is merged if it is Markdown, and otherwise stays.
 */
public final class Incoming {
  private static final String OWNER = "incoming";

  /** How often a file is looked at anew because somebody saved it at that very moment. */
  private static final int ATTEMPTS = 20;

  private final Site site;

  /** Into that site. */
  public Incoming(Site site) {
    this.site = site;
  }

  /**
   * Changes one file, if it is there as it was.
   *
   * @param was what the file said elsewhere when this was done last; null if it was not there
   * @param becomes what it says there now; null if it is gone
   * @return whether the file says that now; if not, it has somebody's words that are only here
   */
  public boolean bring(String path, byte[] was, byte[] becomes) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Found found = site.reader().find(path).orElse(null);
      if (says(found, becomes)) {
        return true;
      }
      byte[] next = says(found, was) ? becomes : merged(found, was, becomes);
      if (next == null && !says(found, was)) {
        return false;
      }
      if (put(path, next, found)) {
        return next == becomes;
      }
    }
    return false;
  }

  private boolean put(String path, byte[] content, Found found) {
    Replacements replacements = site.replacements();
    Optional<String> expected = Optional.ofNullable(found).map(Found::fingerprint);
    replacements.salvage(path, OWNER, left -> false);
    boolean done =
        content == null
            ? replacements.take(path, OWNER, expected.orElseThrow())
            : replacements.put(path, content, OWNER, expected);
    if (done) {
      replacements.forget(path, OWNER);
    }
    return done;
  }

  /** Null where that cannot be. */
  private static byte[] merged(Found found, byte[] was, byte[] becomes) {
    String incoming = text(becomes);
    if (found == null || found.text() == null || incoming == null || !isPost(found.path())) {
      return null;
    }
    String base = was == null || text(was) == null ? "" : text(was);
    return Utf8.bytes(merged(base, found.text(), incoming));
  }

  private static String merged(String base, String people, String incoming) {
    return Merge.of(
            new RenderedPost(base, List.of()), people, new RenderedPost(incoming, List.of()))
        .text();
  }

  /** Whether files of this name are merged by block: Markdown below a directory of the site. */
  public static boolean isPost(String path) {
    boolean markdown = path.endsWith(".md") || path.endsWith(".markdown");
    return markdown && path.indexOf('/') > 0;
  }

  private static boolean says(Found found, byte[] content) {
    if (found == null) {
      return content == null;
    }
    return content != null && found.is(Fingerprint.of(content));
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : Utf8.text(bytes);
  }
}
