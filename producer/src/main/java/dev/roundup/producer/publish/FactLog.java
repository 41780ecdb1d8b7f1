package dev.roundup.producer.publish;

import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.fact.MeetupEvent;
import java.util.function.Consumer;

/** Where facts go: Kafka, or nowhere if they are only checked. */
interface FactLog extends AutoCloseable {
  /** Only checks. */
  FactLog NOWHERE =
      new FactLog() {
        @Override
        public void send(MeetupEvent fact, Consumer<Exception> done) {
          done.accept(null);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

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
