package dev.roundup.streams.topology;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.streams.model.Headcount;
import java.util.List;
import java.util.function.Function;

/**
 * What is in memory of a task's meetups, by id: a hash table of one array. A search in a {@link
 * java.util.HashMap} is four waits for the memory, one behind the other, and was a fifth of what a
 * fact cost; here the places of many facts are read side by side first, see {@link #prefetch}.
 */
final class MeetupTable {
  /** One meetup, with all that each of its facts asks for. */
  static final class Meetup {
    final String id;
    final Coalescer.Turn turn;

    /** Null until they are counted. */
    Headcount headcount;

    /** Null if it was not looked up yet, or there are no details. */
    String series;

    private final int hash;

    private Meetup(String id, Coalescer.Turn turn) {
      this.id = id;
      this.turn = turn;
      this.hash = hash(id);
    }

    private long touch() {
      return id.hashCode() + turn.due() + (headcount == null ? 0 : headcount.latest());
    }
  }

  private final Function<String, Coalescer.Turn> turns;

  /** A power of two places, at most half of them taken; a meetup is at its hash's or behind it. */
  private Meetup[] places = new Meetup[16];

  private int size;

  /** What {@link #prefetch} has read: kept, or a compiler would leave the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  /**
   * An empty table.
   *
   * @param turns gives the turn of a meetup that is new here
   */
  MeetupTable(Function<String, Coalescer.Turn> turns) {
    this.turns = turns;
  }

  /** The meetup with an id; a new one if there was none. */
  Meetup get(String id) {
    int place = place(hash(id), id);
    if (places[place] == null) {
      if (++size > places.length / 2) {
        grow();
        place = place(hash(id), id);
      }
      places[place] = new Meetup(id, turns.apply(id));
    }
    return places[place];
  }

  /**
   * Brings the meetups of facts that are folded next into the processor's cache. Each loop waits
   * for what the one before has found, and for all of it together.
   */
  void prefetch(List<MeetupEvent> facts) {
    Meetup[] near = new Meetup[facts.size()];
    for (int i = 0; i < near.length; i++) {
      near[i] = places[hash(facts.get(i).getMeetupId()) & (places.length - 1)];
    }
    for (int i = 0; i < near.length; i++) {
      int hash = hash(facts.get(i).getMeetupId());
      for (int at = hash; near[i] != null && near[i].hash != hash; at++) {
        near[i] = places[(at + 1) & (places.length - 1)];
      }
    }
    for (Meetup meetup : near) {
      touched += meetup == null ? 0 : meetup.touch();
    }
    for (Meetup meetup : near) {
      touched += meetup == null ? 0 : meetup.id.length();
    }
  }

  /** Where the meetup with an id is, or belongs. */
  private int place(int hash, String id) {
    int at = hash & (places.length - 1);
    while (places[at] != null && !(places[at].hash == hash && places[at].id.equals(id))) {
      at = (at + 1) & (places.length - 1);
    }
    return at;
  }

  private void grow() {
    Meetup[] old = places;
    places = new Meetup[2 * old.length];
    for (Meetup meetup : old) {
      if (meetup != null) {
        places[place(meetup.hash, meetup.id)] = meetup;
      }
    }
  }

  /** Ids that differ in their last character only lie apart. */
  private static int hash(String id) {
    int spread = id.hashCode() * 0x9E3779B9;
    return spread ^ (spread >>> 16);
  }
}
