package dev.roundup.streams.model;

import java.util.Comparator;

/**
 * Whether somebody is here: a register.
 *
 * @param at microseconds since 1970
 * @param factId of the fact that set it
 */
public record Presence(long at, String factId, boolean in) {
  private static final Comparator<Presence> ORDER =
      Comparator.comparingLong(Presence::at)
          .thenComparing(Presence::factId)
          .thenComparing(Presence::in);

  boolean supersedes(Presence holder) {
    return holder == null || ORDER.compare(this, holder) > 0;
  }
}
