package dev.roundup.schemas.codec;

/**
 * One thing that is wrong with a fact's JSON. Never quotes personal data.
 *
 * @param path where, as in {@code data.sponsors[1].url}; empty: the fact as a whole
 * @param reason what was wrong and what is wanted, as a clause without a full stop
 */
public record Fault(String path, String reason) {
  @Override
  public String toString() {
    return path.isEmpty() ? reason : path + ": " + reason;
  }
}
