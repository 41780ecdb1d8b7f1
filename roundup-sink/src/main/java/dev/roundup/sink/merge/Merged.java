package dev.roundup.sink.merge;

import java.util.List;

/**
 * The outcome of a merge.
 *
 * @param text the post, as it should stand in the file
 * @param collisions where people's text was kept against the facts, in the order of the post
 * @param notes what else happened, in the order of the generated post
 */
public record Merged(String text, List<Collision> collisions, List<Note> notes) {
  /** Copies the lists. */
  public Merged {
    collisions = List.copyOf(collisions);
    notes = List.copyOf(notes);
  }
}
