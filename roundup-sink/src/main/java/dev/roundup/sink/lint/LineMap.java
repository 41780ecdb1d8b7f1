package dev.roundup.sink.lint;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which offset of a text is on which line. */
final class LineMap {
  private final int[] starts;

  LineMap(String text) {
    this.starts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(at -> endsLine(text, at))
                    .map(at -> at + 1))
            .toArray();
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }

  Position at(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, offset - starts[line] + 1);
  }
}
