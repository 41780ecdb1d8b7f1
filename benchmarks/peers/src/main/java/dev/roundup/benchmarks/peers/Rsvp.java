package dev.roundup.benchmarks.peers;

/**
 * An answer on its way through Flink: public fields, because its serializer for such is the quick
 * one.
 */
public final class Rsvp {
  /** The meetup's id. */
  public String meetup;

  /** The attendee's id. */
  public String attendee;

  /** In microseconds since 1970. */
  public long at;

  /** The fact's id. */
  public String id;

  /** As the schema numbers them. */
  public int response;

  /** People brought along. */
  public int guests;

  /** For Flink. */
  public Rsvp() {}

  boolean after(Rsvp other) {
    return other == null || at > other.at || (at == other.at && id.compareTo(other.id) > 0);
  }
}
