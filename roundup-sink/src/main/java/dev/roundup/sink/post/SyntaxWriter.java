package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Token;

/** Writes the template's own text as it is, and values as the place demands that they got into. */
interface SyntaxWriter {
  /** The template's next character. */
  void literal(char c);

  /**
   * A value of the facts.
   *
   * @param endsLine whether the template goes on with the next line
   */
  void value(Token token, boolean endsLine);

  /** What comes until {@link #endLink} is linked to this address. */
  void link(String url);

  void endLink();

  /** All of it; blank if there is nothing to say. */
  String finished();
}
