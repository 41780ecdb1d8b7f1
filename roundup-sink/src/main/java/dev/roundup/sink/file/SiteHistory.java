package dev.roundup.sink.file;

import java.time.Duration;
import java.util.Collection;

/**
 * What is behind a site's directory, follows it and brings in what others change: a repository, or
 * nothing. Called by the one thread that writes the site.
 */
public interface SiteHistory {
  /** A site that is a directory, and nothing else. */
  SiteHistory NONE = new SiteHistory() {};

  /** The ledger was read back: takes along what was written before, and not taken along. */
  default void resume(Ledger ledger) {}

  /** Posts of these are about to be written: brings in what others changed. */
  default void pull(Collection<Edition> editions) {}

  /** A file of the site is about to be written, moved or deleted. */
  default void touched(String path) {}

  /** Takes along what was written of these. When this returns, a crash does not lose it. */
  default void commit(Collection<Edition> editions) {}

  /** Nothing is to be written right now: brings in what others changed, if that is known. */
  default void idle() {}

  /** How long to wait before the next batch, so that a busy evening is not a thousand commits. */
  default Duration pause() {
    return Duration.ZERO;
  }
}
