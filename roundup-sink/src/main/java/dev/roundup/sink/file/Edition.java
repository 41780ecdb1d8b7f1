package dev.roundup.sink.file;

import dev.roundup.schemas.topic.StatedFacts;
import dev.roundup.schemas.view.Roundup;
import java.util.Optional;

/**
 * A roundup to make a post of, and where on the roundups topic it stood.
 *
 * @param roundup one without a {@link PostPlace#fault}
 * @param offset an offset that is committed only after the post is in place
 * @param facts which it follows from, where that is known
 */
public record Edition(Roundup roundup, int partition, long offset, Optional<StatedFacts> facts) {
  /** One whose facts are not known. */
  public Edition(Roundup roundup, int partition, long offset) {
    this(roundup, partition, offset, Optional.empty());
  }

  /** The same, to be committed with another offset. */
  Edition at(long offset) {
    return new Edition(roundup, partition, offset, facts);
  }
}
