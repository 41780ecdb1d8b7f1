package dev.roundup.sink.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256, as text. */
final class Fingerprint {
  /** A fingerprint that no file has. */
  static final String NO_FILE = "not a file";

  private Fingerprint() {}

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static String of(Source content) throws IOException {
    MessageDigest digest = sha256();
    content.copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of what is there under that name, links not followed; empty if nothing is. */
  static Optional<String> of(Path file) throws IOException {
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(of(out -> Files.copy(file, out)));
      }
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(NO_FILE)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // between the two looks
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
