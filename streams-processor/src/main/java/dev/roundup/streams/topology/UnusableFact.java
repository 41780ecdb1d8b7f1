package dev.roundup.streams.topology;

/**
 * A record of the log that was read, but cannot be a fact of the meetup it is filed under. It goes
 * to the dead letters with this reason.
 */
final class UnusableFact extends RuntimeException {
  UnusableFact(String reason) {
    super(reason);
  }
}
