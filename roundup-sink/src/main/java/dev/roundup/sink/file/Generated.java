package dev.roundup.sink.file;

import dev.roundup.schemas.post.GeneratedPost;
import dev.roundup.schemas.post.NamedSpan;
import dev.roundup.sink.post.Block;
import dev.roundup.sink.post.RenderedPost;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A generated post as the ledger keeps it: packed, because it is needed only when somebody edits
 * the file, and there may be tens of thousands.
 */
final class Generated {
  private final byte[] packed;
  private final String hash;

  private Generated(byte[] packed, String hash) {
    this.packed = packed;
    this.hash = hash;
  }

  static Generated of(RenderedPost post) {
    byte[] bytes = Utf8.bytes(post.text());
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(packed))) {
      out.writeInt(bytes.length);
      out.write(bytes);
      out.writeInt(post.blocks().size());
      for (Block block : post.blocks()) {
        byte[] name = Utf8.bytes(block.name());
        out.writeInt(name.length);
        out.write(name);
        out.writeInt(block.start());
        out.writeInt(block.end());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes all bytes
    }
    return new Generated(packed.toByteArray(), Fingerprint.of(bytes));
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
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(packed))))) {
      String text = text(in);
      List<Block> blocks = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String name = text(in);
        blocks.add(new Block(name, in.readInt(), in.readInt()));
      }
      return new RenderedPost(text, blocks);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // what was packed here can be unpacked
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** SHA-256 of the text. */
  String hash() {
    return hash;
  }

  boolean says(Generated other) {
    return hash.equals(other.hash);
  }
}
