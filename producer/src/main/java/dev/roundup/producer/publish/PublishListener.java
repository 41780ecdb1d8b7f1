package dev.roundup.producer.publish;

import dev.roundup.schemas.codec.Fault;
import java.util.List;

/** Hears how a publication goes; called by the thread that publishes. */
public interface PublishListener {
  /** Hears nothing. */
  PublishListener NONE = new PublishListener() {};

  /**
   * A line is no fact; the others go on.
   *
   * @param line from 1
   */
  default void refused(long line, List<Fault> faults) {}

  /**
   * A fact was tried until its time was up, and is not known to be on the log.
   *
   * @param line from 1
   * @param reason as Kafka says it
   */
  default void undelivered(long line, String reason) {}

  /**
   * A line is done with.
   *
   * @param bytes of the input that are behind us
   * @param facts that were accepted so far
   */
  default void progress(long bytes, long facts) {}
}
