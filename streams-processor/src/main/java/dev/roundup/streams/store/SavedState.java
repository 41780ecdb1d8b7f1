package dev.roundup.streams.store;

import java.util.Objects;
import java.util.Optional;

/**
 * What a store has on disk: a {@link Snapshot} of what it held at a commit, with the offset of the
 * changelog that it corresponds to. Not thread-safe; the store locks.
 */
final class SavedState {
  /** Null if the store has no place on disk. */
  private final Snapshot snapshot;

  /** The changelog's offset that the last commit told; null if none did. */
  private Long committed;

  /** Whether anything was written since. */
  private boolean changed;

  /** Whether the snapshot is not what the last commit found. */
  private boolean outdated = true;

  SavedState(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What the store begins with; empty if there is nothing that can be used. */
  Optional<Snapshot.Content> read(MemoryBudget budget) {
    Optional<Snapshot.Content> read = snapshot == null ? Optional.empty() : snapshot.read(budget);
    read.ifPresent(
        content -> {
          committed = content.offset();
          outdated = false;
        });
    return read;
  }

  /** The store is not what the last commit found any more. */
  void changed() {
    changed = true;
  }

  /** The changelog's offset that the store corresponds to; null if that is not known. */
  Long committed() {
    return committed;
  }

  /**
   * What the store holds now is what its changelog holds up to an offset.
   *
   * @param offset null if the store cannot be relied upon
   */
  void commit(Long offset) {
    outdated |= changed || !Objects.equals(offset, committed);
    committed = offset;
    changed = false;
    if (offset == null && snapshot != null) {
      snapshot.delete();
    }
  }

  /**
   * Before the store goes. In the middle of a transaction nothing is written: what is there is
   * older, and Kafka Streams takes it away.
   */
  void save(Leaves leaves) {
    if (snapshot != null && committed != null && outdated && !changed && !Transaction.isOpen()) {
      snapshot.write(new Snapshot.Content(committed, leaves));
    }
  }
}
