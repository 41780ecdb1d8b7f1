package dev.roundup.sink.kafka;

/** Where the sink begins to read roundups. */
public enum Start {
  /**
   * Where it left off. A site directory that was never written to begins with the first roundup all
   * the same, and gets every post.
   */
  WHERE_IT_LEFT_OFF,

  /**
   * With the first roundup, once: every post is made again, as after a change of the template. What
   * people wrote stays, and what they deleted stays deleted. Cut short, it goes on when a sink
   * starts again.
   */
  REBUILD
}
