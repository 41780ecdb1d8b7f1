package dev.roundup.schemas.serde;

import java.util.HashMap;
import java.util.Map;

/** What one thread needs to read a record without asking anybody. */
final class ReadingThread {
  private final RecordDecoder decoder = new RecordDecoder();
  private final Map<Integer, ValueReader> readers = new HashMap<>();
  private int lastId;
  private ValueReader lastReader;

  RecordDecoder decoder() {
    return decoder;
  }

  /** The reader of an id, or null. */
  ValueReader reader(int id) {
    if (id == lastId && lastReader != null) {
      return lastReader;
    }
    ValueReader reader = readers.get(id);
    if (reader != null) {
      lastId = id;
      lastReader = reader;
    }
    return reader;
  }

  void remember(int id, ValueReader reader) {
    readers.put(id, reader);
    lastId = id;
    lastReader = reader;
  }
}
