package dev.roundup.producer.publish;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.fact.MeetupEvent;
import java.util.function.Consumer;

/** Where facts go: Kafka, or nowhere near it. */
interface FactLog extends AutoCloseable {
  /** Hands the facts over, and knows them safe at once. */
  static FactLog into(Consumer<MeetupEvent> facts) {
    return new FactLog() {
      @Override
      public void send(MeetupEvent fact, Consumer<Exception> done) {
        facts.accept(fact);
        done.accept(null);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /**
   * Sends a fact, sooner or later.
   *
   * @param done hears, on any thread, null once the fact is safe, or why it will not be
   * @throws Failure if no fact can be sent any more
   */
  void send(MeetupEvent fact, Consumer<Exception> done);

  /** Waits until every fact is safe or given up. */
  void flush();

  @Override
  void close();
}
