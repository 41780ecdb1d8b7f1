package dev.roundup.sink.file;

import dev.roundup.sink.merge.Merge;
import dev.roundup.sink.post.RenderedPost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
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
   * @throws IOException if what it says elsewhere cannot be read
   */
  public boolean bring(String path, Source was, Source becomes) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Found found = find(path);
      if (says(found, becomes)) {
        return true;
      }
      Source next = says(found, was) ? becomes : merged(found, was, becomes);
      if (next == null && !says(found, was)) {
        return false;
      }
      if (put(path, next, found)) {
        return next == becomes;
      }
    }
    return false;
  }

  /** Only posts are merged, and read for that: other files may be longer than memory. */
  private Found find(String path) {
    return isPost(path)
        ? site.reader().find(path).orElse(null)
        : site.reader().fingerprint(path).map(print -> new Found(path, print, null)).orElse(null);
  }

  private boolean put(String path, Source content, Found found) {
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
  private static Source merged(Found found, Source was, Source becomes) throws IOException {
    if (found == null || found.text() == null) {
      return null;
    }
    String incoming = text(becomes);
    if (incoming == null) {
      return null;
    }
    String base = Objects.requireNonNullElse(text(was), "");
    return Source.of(Utf8.bytes(merged(base, found.text(), incoming)));
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

  private static boolean says(Found found, Source content) throws IOException {
    if (found == null) {
      return content == null;
    }
    return content != null && found.is(Fingerprint.of(content));
  }

  /** Null unless it is text. */
  private static String text(Source content) throws IOException {
    if (content == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.copyTo(bytes);
    return Utf8.text(bytes.toByteArray());
  }
}
