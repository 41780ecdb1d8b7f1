package dev.roundup.streams.operations;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What Kafka's admin client answers. */
public final class AdminCalls {
  private AdminCalls() {}

  /**
   * Waits for an answer.
   *
   * @throws Failure if Kafka does not answer in time, or refuses
   */
  public static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new Failure(
          ExitCode.KAFKA,
          "Kafka does not answer, or refuses: " + e.getCause().getMessage(),
          e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
