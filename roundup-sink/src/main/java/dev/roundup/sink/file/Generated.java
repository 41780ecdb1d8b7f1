package dev.roundup.sink.file;

import dev.roundup.schemas.post.GeneratedPost;
import dev.roundup.schemas.post.NamedSpan;
import dev.roundup.sink.post.Block;
import dev.roundup.sink.post.RenderedPost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A generated post as the ledger keeps it: packed, because it is needed only when somebody edits
 * the file.
 */
final class Generated {
  private final byte[] packed;
  private final String hash;
  private final List<Block> blocks;

  private Generated(byte[] packed, String hash, List<Block> blocks) {
    this.packed = packed;
    this.hash = hash;
    this.blocks = blocks;
  }

  static Generated of(RenderedPost post) {
    byte[] bytes = Site.bytes(post.text());
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes all bytes
    }
    return new Generated(packed.toByteArray(), Fingerprint.of(bytes), post.blocks());
  }

  static Generated of(String text, List<NamedSpan> spans) {
    List<Block> blocks =
        spans.stream()
            .map(span -> new Block(span.getName(), span.getStart(), span.getEnd()))
            .toList();
    return of(new RenderedPost(text, blocks));
  }

  /** As a record of the log. */
  GeneratedPost record() {
    RenderedPost post = post();
    return new GeneratedPost(post.text(), spans(post));
  }

  static List<NamedSpan> spans(RenderedPost post) {
    return post.blocks().stream()
        .map(block -> new NamedSpan(block.name(), block.start(), block.end()))
        .toList();
  }

  RenderedPost post() {
    try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return new RenderedPost(new String(inflater.readAllBytes(), StandardCharsets.UTF_8), blocks);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // what was packed here can be unpacked
    }
  }

  /** SHA-256 of the text. */
  String hash() {
    return hash;
  }

  boolean says(Generated other) {
    return hash.equals(other.hash);
  }
}
