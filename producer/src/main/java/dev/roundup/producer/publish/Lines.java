package dev.roundup.producer.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream that are not blank, one at a time. However long a line is, no more of it is
 * kept than may be used. A byte order mark and carriage returns before line ends are dropped.
 */
final class Lines {
  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int at;
  private int end;
  private long bytesRead;
  private long number;
  private long length;
  private byte[] line = {};

  /**
   * Reads from a stream, which stays open.
   *
   * @param longest the most bytes of a line that are kept
   */
  Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line that is not blank; false: there is none. */
  boolean next() throws IOException {
    while (readLine()) {
      number++;
      length -= strip();
      if (length > longest || !blank()) {
        return true;
      }
    }
    return false;
  }

  /** The number of this line, from 1; blank lines count. */
  long number() {
    return number;
  }

  /** How many bytes this line has. */
  long length() {
    return length;
  }

  /** This line, or its beginning if it is longer than what is kept. */
  byte[] bytes() {
    return line;
  }

  /** How many bytes of the stream are behind us. */
  long bytesRead() {
    return bytesRead - (end - at);
  }

  private boolean readLine() throws IOException {
    kept.reset();
    length = 0;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      keep(stop - at);
      boolean ended = stop < end;
      at = ended ? stop + 1 : stop;
      if (ended) {
        break;
      }
    }
    line = kept.toByteArray();
    return any;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
    bytesRead += end;
    return end > 0;
  }

  /** The byte order mark and the carriage return do not count towards the longest line. */
  private void keep(int count) {
    length += count;
    int room = longest + 4 - kept.size();
    kept.write(buffer, at, Math.min(count, room));
  }

  /** Drops the mark and the carriage return; gives how many bytes they had. */
  private int strip() {
    int from = number == 1 && marked() ? 3 : 0;
    boolean whole = line.length == length;
    int to = line.length;
    if (whole && to > from && line[to - 1] == '\r') {
      to--;
    }
    int dropped = line.length - (to - from);
    line = dropped == 0 ? line : Arrays.copyOfRange(line, from, to);
    return dropped;
  }

  private boolean marked() {
    return line.length >= 3
        && line[0] == (byte) 0xef
        && line[1] == (byte) 0xbb
        && line[2] == (byte) 0xbf;
  }

  private boolean blank() {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
