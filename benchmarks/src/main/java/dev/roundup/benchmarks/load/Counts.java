package dev.roundup.benchmarks.load;

import dev.roundup.schemas.fact.Response;
import java.util.EnumMap;
import java.util.Map;

/** How a meetup's attendees answered, as plainly as it can be counted. */
public final class Counts {
  private final Map<Response, Long> byResponse = new EnumMap<>(Response.class);
  private long guests;

  /** Counts an answer; only people who come bring guests. */
  public void add(Response response, int withGuests) {
    byResponse.merge(response, 1L, Long::sum);
    guests += response == Response.YES ? withGuests : 0;
  }

  /** Answers of one kind. */
  public long of(Response response) {
    return byResponse.getOrDefault(response, 0L);
  }

  /** Guests of those who come. */
  public long guests() {
    return guests;
  }

  /**
   * {@code going,guests,declined,waitlisted,pending}: how every program of a comparison says it.
   */
  public String line() {
    return line(
        of(Response.YES), guests, of(Response.NO), of(Response.WAITLIST), of(Response.PENDING));
  }

  /** As {@link #line()}, of numbers. */
  public static String line(long going, long guests, long declined, long waitlisted, long pending) {
    return going + "," + guests + "," + declined + "," + waitlisted + "," + pending;
  }
}
