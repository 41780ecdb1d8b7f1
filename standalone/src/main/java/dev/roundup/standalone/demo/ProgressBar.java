package dev.roundup.standalone.demo;

import java.io.PrintWriter;

/** How far the demo is: a bar that is drawn over and over on a terminal, plain lines elsewhere. */
final class ProgressBar {
  private static final int WIDTH = 20;

  /** Room for a step's words, so that shorter ones cover longer ones. */
  private static final int WORDS = 50;

  private final PrintWriter out;
  private final boolean terminal;
  private final int steps;
  private int done;

  ProgressBar(PrintWriter out, boolean terminal, int steps) {
    this.out = out;
    this.terminal = terminal;
    this.steps = steps;
  }

  /** A step begins; the ones before it are done. */
  void begin(String words) {
    if (terminal) {
      int full = done * WIDTH / steps;
      String bar = "=".repeat(full) + " ".repeat(WIDTH - full);
      out.print("\r[" + bar + "] " + String.format("%-" + WORDS + "s", words));
    } else {
      out.println(words);
    }
    out.flush();
    done = Math.min(done + 1, steps);
  }

  /** Nothing more comes: the line is free again. */
  void end() {
    if (terminal) {
      out.print("\r" + " ".repeat(WIDTH + WORDS + 3) + "\r");
      out.flush();
    }
  }
}
