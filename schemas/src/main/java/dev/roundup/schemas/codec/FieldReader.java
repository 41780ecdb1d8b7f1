package dev.roundup.schemas.codec;

import java.io.IOException;

/** Reads one JSON value of the kind that a part of the schema asks for. */
interface FieldReader {
  /**
   * Reads the value whose first token the parser stands at; afterwards the parser stands at its
   * last token.
   *
   * @return the value as the generated classes hold it, or null if a fault was noted
   */
  Object read(Reading in) throws IOException;

  /** What is wanted, as in "text" or "a list". */
  String wanted();
}
