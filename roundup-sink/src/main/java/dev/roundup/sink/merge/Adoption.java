package dev.roundup.sink.merge;

import java.util.List;

/**
 * How much of a post that was there before Roundup is known to the facts. The post itself is left
 * as it is; what was generated now becomes the base of later merges, so that later facts join it.
 *
 * @param matches whether the file and the generated post are about the same evening
 * @param matched blocks of the generated post that the file has, at least in part
 * @param unmatched pieces of the generated post that the file does not have, one by one: reported,
 *     not put in
 */
public record Adoption(boolean matches, List<String> matched, List<Note> unmatched) {
  /** Copies the lists. */
  public Adoption {
    matched = List.copyOf(matched);
    unmatched = List.copyOf(unmatched);
  }
}
