package dev.roundup.streams.model;

import dev.roundup.schemas.fact.Response;
import java.util.Comparator;

/**
 * What somebody last answered: a register.
 *
 * @param at microseconds since 1970
 * @param factId of the fact that set it
 * @param guests how many they bring along
 */
public record Answer(long at, String factId, Response response, int guests) {
  private static final Comparator<Answer> ORDER =
      Comparator.comparingLong(Answer::at)
          .thenComparing(Answer::factId)
          .thenComparing(Answer::response)
          .thenComparingInt(Answer::guests);

  boolean supersedes(Answer holder) {
    return holder == null || ORDER.compare(this, holder) > 0;
  }
}
