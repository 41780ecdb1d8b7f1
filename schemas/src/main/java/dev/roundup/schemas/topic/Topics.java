package dev.roundup.schemas.topic;

import java.util.List;
import java.util.Map;

/** The topics that the apps share. Keys are UTF-8 text, values Avro in the registry's framing. */
public final class Topics {
  /** A fact holds at most 256 KiB of JSON; a roundup gathers many facts. In bytes. */
  public static final String LARGEST_RECORD = Integer.toString(8 << 20);

  /** A dead letter is the original with headers on top that tell where it was, and why. */
  private static final String LARGEST_DEAD_LETTER = Integer.toString(16 << 20);

  private static final Map<String, String> FOR_EVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

  private static final Map<String, String> DEAD_LETTERS_FOR_EVER =
      Map.of(
          "cleanup.policy",
          "delete",
          "retention.ms",
          "-1",
          "retention.bytes",
          "-1",
          Topic.MAX_MESSAGE_BYTES,
          LARGEST_DEAD_LETTER);

  /** The log of facts, by meetup: never compacted, kept for ever. */
  public static final Topic EVENTS = new Topic("meetup.events", FOR_EVER);

  /**
   * Records of the log that could not be read, with their original bytes and the reason in headers.
   */
  public static final Topic DEAD_LETTERS = new Topic("meetup.events.dlq", DEAD_LETTERS_FOR_EVER);

  /** The latest roundup of each meetup. */
  public static final Topic ROUNDUPS =
      new Topic(
          "meetup.roundups",
          Map.of("cleanup.policy", "compact", Topic.MAX_MESSAGE_BYTES, LARGEST_RECORD));

  /** What the sink last published of each meetup, and where. */
  public static final Topic POSTS =
      new Topic(
          "meetup.posts",
          Map.of("cleanup.policy", "compact", Topic.MAX_MESSAGE_BYTES, LARGEST_RECORD));

  /**
   * Roundups that the sink could not read, with their original bytes and the reason in headers.
   * Apart from {@link #DEAD_LETTERS}, whose records are facts and go back to the log.
   */
  public static final Topic ROUNDUP_DEAD_LETTERS =
      new Topic("meetup.roundups.dlq", DEAD_LETTERS_FOR_EVER);

  /** All of them. */
  public static final List<Topic> ALL =
      List.of(EVENTS, DEAD_LETTERS, ROUNDUPS, POSTS, ROUNDUP_DEAD_LETTERS);

  /**
   * What a producer of dead letters must be allowed to send at a time, as {@code max.request.size}.
   */
  public static final int LARGEST_REQUEST = 17 << 20;

  private Topics() {}
}
