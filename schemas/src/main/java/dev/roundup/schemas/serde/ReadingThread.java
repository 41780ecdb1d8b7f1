package dev.roundup.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What one thread needs to read a record without asking anybody. */
final class ReadingThread {
  private final RecordDecoder decoder = new RecordDecoder();
  private final Map<Integer, ValueReader> readers = new HashMap<>();
  private final Map<UUID, ValueReader> readersByGuid = new HashMap<>();
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

  /** The reader of a GUID, or null. */
  ValueReader reader(UUID guid) {
    return readersByGuid.get(guid);
  }

  void remember(UUID guid, ValueReader reader) {
    readersByGuid.put(guid, reader);
  }

  void remember(int id, ValueReader reader) {
    readers.put(id, reader);
    lastId = id;
    lastReader = reader;
  }
}
