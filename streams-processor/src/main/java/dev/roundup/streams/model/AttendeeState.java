package dev.roundup.streams.model;

import dev.roundup.schemas.fact.Response;

/**
 * All that is kept of one attendee of one meetup: of the same size whatever the meetup's.
 *
 * @param answer null before any
 * @param presence null before any
 * @param firstTimer whether the series says that this meetup is the attendee's first
 */
public record AttendeeState(Answer answer, Presence presence, boolean firstTimer) {
  static final AttendeeState NONE = new AttendeeState(null, null, false);

  AttendeeState with(Answer other) {
    return new AttendeeState(other, presence, firstTimer);
  }

  AttendeeState with(Presence other) {
    return new AttendeeState(answer, other, firstTimer);
  }

  AttendeeState withFirstTimer(boolean first) {
    return new AttendeeState(answer, presence, first);
  }

  boolean going() {
    return answer != null && answer.response() == Response.YES;
  }

  boolean here() {
    return presence != null && presence.in();
  }

  /** When the attendee was checked in, in microseconds since 1970; null if they are not here. */
  Long checkedInAt() {
    return here() ? (Long) presence.at() : null;
  }

  /** The latest time of the two registers; the least of all if there is none. */
  long latest() {
    return Math.max(
        answer == null ? Long.MIN_VALUE : answer.at(),
        presence == null ? Long.MIN_VALUE : presence.at());
  }
}
