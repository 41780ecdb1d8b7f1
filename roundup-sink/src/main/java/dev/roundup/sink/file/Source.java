package dev.roundup.sink.file;

import java.io.IOException;
import java.io.OutputStream;

/** What a file says. It may be longer than memory: it is passed on piece by piece. */
@FunctionalInterface
public interface Source {
  /** Writes all of it; each time, if more than once. */
  void copyTo(OutputStream out) throws IOException;

  /** What is in memory already. */
  static Source of(byte[] bytes) {
    return out -> out.write(bytes);
  }
}
