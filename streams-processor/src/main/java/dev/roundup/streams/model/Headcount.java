package dev.roundup.streams.model;

/**
 * The counters of one meetup. They follow from the attendees' states alone, so they are not stored:
 * each change of an attendee moves them, and counting all attendees gives them back.
 */
public final class Headcount {
  private int going;
  private long guests;
  private int declined;
  private int waitlisted;
  private int pending;
  private int checkedIn;
  private int walkIns;
  private int noShows;
  private int firstTimers;
  private long latest = Long.MIN_VALUE;

  /**
   * An attendee's state has changed.
   *
   * @param before null if there was none
   */
  public void move(AttendeeState before, AttendeeState after) {
    if (before != null) {
      count(before, -1);
    }
    count(after, 1);
    latest = Math.max(latest, after.latest());
  }

  private void count(AttendeeState attendee, int by) {
    boolean going = attendee.going();
    boolean here = attendee.here();
    if (attendee.answer() != null) {
      countAnswer(attendee.answer(), by);
    }
    if (here) {
      checkedIn += by;
      walkIns += going ? 0 : by;
      firstTimers += attendee.firstTimer() ? by : 0;
    } else if (going) {
      noShows += by;
    }
  }

  private void countAnswer(Answer answer, int by) {
    switch (answer.response()) {
      case YES -> {
        going += by;
        guests += (long) by * answer.guests();
      }
      case NO -> declined += by;
      case WAITLIST -> waitlisted += by;
      case PENDING -> pending += by;
    }
  }

  int going() {
    return going;
  }

  /** Guests of those going; what does not fit into an int is cut. */
  int guests() {
    return (int) Math.min(guests, Integer.MAX_VALUE);
  }

  int declined() {
    return declined;
  }

  int waitlisted() {
    return waitlisted;
  }

  int pending() {
    return pending;
  }

  int checkedIn() {
    return checkedIn;
  }

  int walkIns() {
    return walkIns;
  }

  int noShows() {
    return noShows;
  }

  int firstTimers() {
    return firstTimers;
  }

  /** The latest time of an attendee's register, in microseconds since 1970. */
  public long latest() {
    return latest;
  }
}
