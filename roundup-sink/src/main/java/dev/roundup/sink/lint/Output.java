package dev.roundup.sink.lint;

import java.io.PrintWriter;

/** How findings are told. */
enum Output {
  /** For people at a terminal. */
  TEXT {
    @Override
    void print(Outcome outcome, boolean colours, PrintWriter out) {
      new TextOutput(out, colours).print(outcome);
    }
  },
  /** For programs. */
  JSON {
    @Override
    void print(Outcome outcome, boolean colours, PrintWriter out) {
      out.println(JsonOutput.of(outcome).toPrettyString());
    }
  },
  /** For code hosts and editors that show findings beside the text: SARIF 2.1.0. */
  SARIF {
    @Override
    void print(Outcome outcome, boolean colours, PrintWriter out) {
      out.println(SarifOutput.of(outcome).toPrettyString());
    }
  };

  abstract void print(Outcome outcome, boolean colours, PrintWriter out);
}
