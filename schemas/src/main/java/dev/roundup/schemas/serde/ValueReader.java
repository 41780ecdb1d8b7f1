package dev.roundup.schemas.serde;

import java.io.IOException;

/** Reads values that were written with one schema. */
interface ValueReader {
  Object read(RecordDecoder decoder) throws IOException;
}
