package dev.roundup.producer;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows on standard error how far a publication is: a bar that is drawn over itself on a terminal,
 * a plain line now and then otherwise. Written here because the libraries for it bring native code
 * along, about which newer JDKs print warnings.
 */
final class ProgressLine {
  private static final int WIDTH = 40;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private final long size;
  private long last = System.nanoTime();
  private boolean drawn;

  /**
   * Begins without a word: what is done at once shows nothing.
   *
   * @param size bytes of the input; 0: not known
   */
  ProgressLine(PrintWriter out, boolean terminal, long size) {
    this.out = out;
    this.terminal = terminal;
    this.size = size;
  }

  /** Shows it, if the last time is long enough ago. */
  void show(long bytes, long facts) {
    long now = System.nanoTime();
    if (now - last < (terminal ? REDRAW_NANOS : PLAIN_NANOS)) {
      return;
    }
    last = now;
    if (terminal) {
      out.print("\r" + bar(bytes) + String.format(Locale.ROOT, "%,d facts", facts));
      out.flush();
      drawn = true;
    } else {
      out.println(percent(bytes) + String.format(Locale.ROOT, "%,d facts so far", facts));
      out.flush();
    }
  }

  /** Makes room for other words. */
  void clear() {
    if (drawn) {
      out.print("\r" + " ".repeat(WIDTH + 30) + "\r");
      out.flush();
      drawn = false;
    }
  }

  private String bar(long bytes) {
    if (size == 0) {
      return "";
    }
    int full = (int) (Math.min(bytes, size) * WIDTH / size);
    return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent(bytes);
  }

  private String percent(long bytes) {
    return size == 0
        ? ""
        : String.format(Locale.ROOT, "%3d %%  ", Math.min(bytes, size) * 100 / size);
  }
}
